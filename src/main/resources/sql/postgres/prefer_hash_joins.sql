-- Makes the planner join by hash for the rest of the transaction: after tables were emptied and filled again, their
-- statistics would let it compare every row with every other.
SELECT set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)
