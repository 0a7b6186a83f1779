# The GraphQL API and the command line of kb; the database is another container or server.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PATH=/opt/kb/bin:$PATH

WORKDIR /src
COPY requirements.txt requirements-build.txt ./
RUN python -m venv /opt/kb \
 && pip install --quiet --require-hashes -r requirements.txt \
 && pip install --quiet --require-hashes -r requirements-build.txt

COPY pyproject.toml README.md LICENSE ./
COPY kb kb
COPY schema schema
COPY loaders loaders
RUN pip install --quiet --no-deps --no-build-isolation . \
 && useradd --system --create-home --uid 10001 kb

USER kb
WORKDIR /home/kb
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s --retries=12 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["kb"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
