-- Casts a cell to text.
CAST(<column> AS VARCHAR)
