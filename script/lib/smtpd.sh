# shellcheck shell=bash
# A real SMTP server for the mail tests: aiosmtpd in a Python environment of its own.

SMTPD_HOME=$SOLOOS_CACHE/smtpd
SMTPD_PACKAGE=aiosmtpd==1.4.6

ensure_smtpd() {
  if stamped smtpd "$SMTPD_PACKAGE" && [[ -x $SMTPD_HOME/bin/python ]]; then return 0; fi
  say "installing $SMTPD_PACKAGE for the mail tests"
  rm -rf "$SMTPD_HOME"
  # Without pip inside, since some distributions package the module that would install it separately.
  python3 -m venv --without-pip "$SMTPD_HOME"
  python3 -m pip --python "$SMTPD_HOME/bin/python" install --quiet --disable-pip-version-check "$SMTPD_PACKAGE" >&2 ||
    die "$SMTPD_PACKAGE could not be installed: check the network and pip (22.3 or newer)."
  stamp smtpd "$SMTPD_PACKAGE"
}
