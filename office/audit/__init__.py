"""The audit log: written in the transaction of what it tells, never changed, chained by hashes."""
