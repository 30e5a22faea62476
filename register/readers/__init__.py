"""What each public page shows, gathered with a bounded number of queries. No reader knows a request."""
