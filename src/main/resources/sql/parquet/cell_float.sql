-- A FLOAT as text, with the digits of the double that it is read as: the fewest digits that tell floats apart are others.
CAST(CAST(<column> AS DOUBLE) AS VARCHAR)
