# Every command once. A fresh machine needs Python 3.11 or newer and make, nothing else.
# HOST, PORT, DATABASE_URL and all of docs/settings.md are read from the environment.

# The first Python that is new enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
PY := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# As many test processes as there are cores; 0 keeps them in one, for a debugger.
WORKERS ?= auto
# Behind every guard that production has, with a key that is good for one check.
PRODUCTION = TASKHUB_ENV=production SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(64))") \
	ALLOWED_HOSTS=tasks.example.org TASKHUB_PUBLIC_URL=https://tasks.example.org \
	DATABASE_URL=postgres://taskhub@localhost/taskhub REDIS_URL=redis://localhost:6379/0 \
	EMAIL_URL=smtp+tls://mail.example.org:587

.PHONY: help run test check bench demo audit format schemas translations pictures clean

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.runtime ## set everything up and serve
	@$(PY) manage.py migrate --no-input --verbosity 0
	@exec $(PY) manage.py serve

test: $(VENV)/.development ## run every test; ARGS="-k words" for some
	$(PY) -m pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/.development ## style, types, migrations, layers, schemas, deployment
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest -q taskhub/tests/test_architecture.py taskhub/tests/test_settings_page.py
	$(PY) manage.py write_schemas --check
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

bench: $(VENV)/.development ## the short form of every benchmark, on an idle machine (DATABASE_URL and REDIS_URL: on these, too)
	@failed=0; \
	$(PY) -m benchmarks.http --short || failed=1; \
	$(PY) benchmarks/fanout.py --events 100 || failed=1; \
	$(PY) benchmarks/scale.py --short --shapes closed || failed=1; \
	$(PY) benchmarks/start.py --short || failed=1; \
	$(PY) -m benchmarks.suggestions || failed=1; \
	exit $$failed

demo: $(VENV)/.runtime ## add sample people, boards and tasks
	@$(PY) manage.py migrate --no-input --verbosity 0
	@$(PY) manage.py demo

audit: $(VENV)/.development ## look the dependencies up in the list of known faults (needs the network)
	$(VENV)/bin/pip-audit --disable-pip --no-deps -r requirements.txt

format: $(VENV)/.development ## put the code into shape
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

schemas: $(VENV)/.runtime ## write the OpenAPI files anew
	$(PY) manage.py write_schemas

translations: $(VENV)/.runtime ## bring the catalogues in step with the sources
	$(PY) manage.py translations

pictures: $(VENV)/.development ## take docs/pictures anew (needs Chromium)
	$(PY) -m taskhub.testing.pictures

clean: ## remove what was installed and cached, never the data folder
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage staticfiles

# A stamp is as old as the installation it stands for; changed requirements make it stale.
$(VENV)/.runtime: requirements.txt | $(PY)
	$(PY) -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	$(PY) -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
