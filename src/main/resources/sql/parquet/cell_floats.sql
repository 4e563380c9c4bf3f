-- Casts a list of FLOAT to text with the digits of the doubles as which they are read.
CAST(CAST(<column> AS DOUBLE[]) AS VARCHAR)
