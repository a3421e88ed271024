# Two stages: the dependencies are built apart, so that the image holds no build tools. CPU only, no torch.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements/base.lock requirements/base.lock
RUN /venv/bin/pip install --requirement requirements/base.lock
COPY pyproject.toml README.md LICENSE ./
COPY corpus corpus
COPY ingest ingest
COPY ontology ontology
COPY search search
COPY api api
RUN /venv/bin/pip install --no-deps .

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-swe \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data avtal \
 && install --directory --owner avtal /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH AVTAL_DATA=/data AVTAL_HOST=0.0.0.0 PYTHONUNBUFFERED=1
USER avtal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/ready', timeout=2)"]
CMD ["avtal", "serve"]
