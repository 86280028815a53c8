-- So many hours before check-in a house takes its last booking for that day, after it where below zero; none until the day of arrival ends.
ALTER TABLE tourism.house ADD COLUMN cutoff_hours int CHECK (cutoff_hours BETWEEN -24 AND 720);
