-- Lets the reader's database open the uploaded file, the file of its rejected rows and the one with its joined rows.
SET allowed_paths = [<file>, <rejects>, <joined>]
