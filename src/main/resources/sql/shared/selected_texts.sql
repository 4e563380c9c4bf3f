-- Counts the values of some properties that are lists, and those that nobody takes for anything but a text: neither for a number
-- nor for a missing value.
SELECT p.property_id,
       count(*) FILTER (WHERE lower(substr(p.value_text, 1, 1)) COLLATE "C" BETWEEN 'a' AND 'z'
                          AND lower(p.value_text) NOT IN ('nan', 'null', 'none', 'na', 'inf', 'infinity', 'true', 'false')
                          AND substr(p.value_text, length(p.value_text), 1) > ' ') AS plain,
       count(*) FILTER (WHERE substr(p.value_text, 1, 1) = '[') AS lists
FROM extended_properties p
WHERE p.observation_id BETWEEN :first_id AND :last_id AND <of_selected>
  AND p.property_id = ANY (:with_texts) AND p.value_text IS NOT NULL
GROUP BY p.property_id
