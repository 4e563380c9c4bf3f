-- Casts an instant to text in UTC, whatever the machine's time zone.
CAST(make_timestamp_ns(epoch_ns(<column>)) AS VARCHAR) || 'Z'
