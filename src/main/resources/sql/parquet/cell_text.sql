-- A cell as text.
CAST(<column> AS VARCHAR)
