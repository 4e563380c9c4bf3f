-- Copies all tables, as they are at one moment, into the attached file.
COPY FROM DATABASE <database> TO snapshot
