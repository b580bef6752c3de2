#!/usr/bin/env bash
# Runs the README's commands, or .ci/run, on a machine that has never seen the project: this machine's own system in an
# overlay, which is thrown away afterwards, without what the tests would otherwise find on it, with an empty home folder, no
# cache and no variables of the caller. Whatever the tests skip must have a reason and a cure.
#
#   tools/check-bare-machine.sh root   npx -y pnpm@12 demo and test, as root
#   tools/check-bare-machine.sh user   the same as a user who may install nothing
#   tools/check-bare-machine.sh ci     .ci/run, where nothing may be skipped
#
# It takes what is committed. Needs root, Debian with overlayfs, Node.js 20 or newer, git, setpriv, and a JDK 21, Go 1.25 and
# Rust 1.88 or newer; some 10 GB and 20 minutes each.
set -euo pipefail

case ${1:-} in root | user | ci) ;; *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
repository=$(cd "$(dirname "$0")/.." && pwd)
if [ -n "$(git -C "$repository" status --porcelain)" ]; then
  echo 'commit or stash first: what is checked is the last commit, not the working tree' >&2
  exit 2
fi
layers=$(mktemp -d /var/tmp/lb-rerank-bare.XXXXXX)
mkdir "$layers/upper" "$layers/work" "$layers/root" && mkdir -m 1777 "$layers/tmp"
trap 'rm -rf --one-file-system "$layers"' EXIT

# A namespace of its own for mounts and processes, so that both end with it.
unshare --mount --pid --fork --kill-child bash -s "$1" "$repository" "$layers" <<'OUTSIDE' 2>&1 | tee "$layers/output"
set -euo pipefail
root=$3/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$3/upper,workdir=$3/work" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount --bind "$3/tmp" "$root/tmp"

# With whatever depends on them. Python itself stays where Node.js's package needs it; elsewhere on its PATH a machine may have
# more of all this, which the PATH below leaves out.
unwanted='bash-completion chromium curl libnuma1 maven prometheus python3-venv python3.11-venv redis-server valkey-server'
path=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
# Debian has none that are new enough, so they are elsewhere; in a home folder only root finds them.
for program in go cargo; do path=$path:$(dirname "$(command -v "$program")"); done
installed=$(chroot "$root" dpkg-query --show --showformat '${db:Status-Abbrev}${Package}\n' $unwanted 2>/dev/null | sed -n 's/^ii *//p') || true
[ -z "$installed" ] || chroot "$root" apt-get remove -y -qq $installed >/dev/null
for program in chromium curl mvn prometheus promtool redis-server valkey-server; do
  if chroot "$root" env -i PATH="$path" sh -c "command -v $program"; then
    echo "the machine is not bare: $program is still there" >&2
    exit 1
  fi
done
rm -rf "$root/home/bare" && mkdir -p "$root/home/bare"
git clone --quiet "$2" "$root/home/bare/lb-rerank"

as_user=()
if [ "$1" = user ]; then
  chroot "$root" useradd --home-dir /home/bare bare
  as_user=(setpriv --reuid=bare --regid=bare --clear-groups)
fi
chroot "$root" chown -R "$([ "$1" = user ] && echo bare:bare || echo root:root)" /home/bare
# What the network may need to be reached at all.
passed=()
for name in http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS SSL_CERT_FILE PIP_CERT; do
  [ -z "${!name:-}" ] || passed+=("$name=${!name}")
done
# Of a Rust by rustup, which looks in the home folder that is empty there.
rustup=${RUSTUP_HOME:-$HOME/.rustup}
[ ! -d "$rustup" ] || passed+=("RUSTUP_HOME=$rustup")
commands='npx -y pnpm@12 demo && npx -y pnpm@12 test'
[ "$1" != ci ] || commands=.ci/run
echo "bare machine, $1, $(git -C "$2" log -1 --format='%h "%s"'): $commands"
chroot "$root" env -i PATH="$path" HOME=/home/bare "${passed[@]}" \
  "${as_user[@]}" bash -c "cd ~/lb-rerank && $commands" </dev/null
OUTSIDE

# A run of CI counts a skipped test as failed by itself.
[ "$1" != ci ] || exit 0
output=$(sed 's/\x1b\[[0-9;]*m//g' "$layers/output")
counted=$(sed -nE 's/^ *Tests .* ([0-9]+) skipped.*/\1/p' <<<"$output")
listed=$(sed -nE 's/^([0-9]+) skipped; .*/\1/p' <<<"$output")
if [ "${counted:-0}" != "${listed:-0}" ]; then
  echo "Vitest skipped ${counted:-0} tests, and the summary lists ${listed:-0}" >&2
  exit 1
fi
# Like "skipped: no Maven; apt-get install maven: 3 tests of …".
if grep '^skipped' <<<"$output" | grep -vE '^skipped: no [^;]+; .+: [0-9]+ tests? of '; then
  echo 'the lines above name no reason or no cure' >&2
  exit 1
fi
echo "bare machine, $1: green, and each of the ${counted:-0} skipped tests has a reason and a cure"
