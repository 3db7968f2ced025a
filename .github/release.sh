#!/usr/bin/env bash
# The script of action.yml. Writes every report, then ends with zkassay's own exit code: 0 all held, 1 a finding,
# 3 something necessary could not be decided.
set -uo pipefail
mkdir -p "$REPORTS"

# ZKASSAY is a command with its arguments, made by action.yml from a version.
read -ra zkassay <<<"$ZKASSAY"
"${zkassay[@]}" release --config "$CONFIG" --fail-on "$FAIL_ON" --quiet \
  --json "$REPORTS/zkassay.json" \
  --html "$REPORTS/zkassay.html" \
  --sarif "$REPORTS/zkassay.sarif" \
  --junit "$REPORTS/zkassay.xml" \
  --attestation "$REPORTS/zkassay.intoto.json" \
  --summary "$GITHUB_STEP_SUMMARY" \
  --annotations -
code=$?

outcome=
if [ -s "$REPORTS/zkassay.json" ]; then
  outcome=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).verdict.outcome' "$REPORTS/zkassay.json")
fi
{
  echo "outcome=$outcome"
  echo "sarif=$REPORTS/zkassay.sarif"
  echo "html=$REPORTS/zkassay.html"
  echo "attestation=$REPORTS/zkassay.intoto.json"
} >>"$GITHUB_OUTPUT"
exit "$code"
