-- A list of FLOAT as text, with the digits of the doubles that they are read as.
CAST(CAST(<column> AS DOUBLE[]) AS VARCHAR)
