-- Casts a FLOAT to text with the digits of the double as which it is read; the shortest digits of the FLOAT itself
-- differ.
CAST(CAST(<column> AS DOUBLE) AS VARCHAR)
