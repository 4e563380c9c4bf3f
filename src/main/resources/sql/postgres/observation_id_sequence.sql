-- Returns the sequence that gives observations their ids, and whether the role may take ids from it. A lab's own table
-- may have an identity or serial column, or a default that names a sequence.
SELECT sequence, has_sequence_privilege(CAST(sequence AS regclass), 'USAGE') AS allowed
FROM (
    SELECT coalesce(
        pg_get_serial_sequence('observations', 'observation_id'),
        (SELECT CAST(CAST(s.oid AS regclass) AS text)
         FROM pg_attribute a
         JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         JOIN pg_depend r ON r.classid = CAST('pg_attrdef' AS regclass) AND r.objid = d.oid
         JOIN pg_class s ON r.refclassid = CAST('pg_class' AS regclass) AND s.oid = r.refobjid AND s.relkind = 'S'
         WHERE a.attrelid = CAST('observations' AS regclass) AND a.attname = 'observation_id')) AS sequence) AS of_table
