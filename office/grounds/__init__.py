"""On what ground somebody is public: what a reviewer is told of it, and what waits when it ends."""
