-- By how many values an episode has grown since it was loaded.
SELECT CAST(coalesce(sum(values_added), 0) AS bigint) AS added FROM additions WHERE episode_id = :episode_id
