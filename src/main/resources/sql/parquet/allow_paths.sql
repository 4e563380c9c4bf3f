-- Lets the reader's database open the uploaded file and the file of its rejected rows.
SET allowed_paths = [<file>, <rejects>]
