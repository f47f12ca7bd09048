"""What people said of the readings: kept beside them, laid over them, given out as gold."""
