-- Lets the planner see how many values were staged: a few are best found one by one, many all at once.
ANALYZE staged_values
