.PHONY: run
run:
	@echo later
