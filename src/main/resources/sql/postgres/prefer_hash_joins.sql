-- Makes the planner join by hash for the rest of the transaction: after tables were emptied and filled again, their
-- statistics would let it compare every row with every other. It also keeps it from reading whole tables with several processes
-- where one process would read an index.
SELECT set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true),
       set_config('max_parallel_workers_per_gather', '0', true)
