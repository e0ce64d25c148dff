# Brings the checkout alone back, after it could not be moved.
enter_checkout
if [ -z "$(sf_attempt MOVING)" ] && [ "$(git rev-parse HEAD)" = "$SF_HEAD" ]; then
  printf 'the checkout is at %s as before\n' "$SF_HEAD"
else
  set_back "$SF_HEAD"
fi
if [ "$SF_CUT_OFF" = yes ]; then
  # The way back of the deployment before this one is still the one to take.
  if [ -e "$sf_state/attempt" ]; then
    sed '/^MOVING /d' "$sf_state/attempt" >"$sf_state/attempt.new"
    mv -f "$sf_state/attempt.new" "$sf_state/attempt"
  fi
else
  rm -f "$sf_state/attempt"
fi
rm -f "$sf_state/attempt.new"
