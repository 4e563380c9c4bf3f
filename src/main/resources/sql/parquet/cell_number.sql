-- Selects a cell as a number.
CAST(<column> AS DOUBLE)
