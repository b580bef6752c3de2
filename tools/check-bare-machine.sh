#!/usr/bin/env bash
# Runs the README's second command, or .ci/run, on a machine that has never seen the project: this machine's own system in an
# overlay, which is thrown away afterwards, without what the tests would otherwise find on it, with an empty home folder, no
# cache and no variables of the caller.
#
#   tools/check-bare-machine.sh root   npx -y pnpm@12 test, as root
#   tools/check-bare-machine.sh user   the same as a user who may install nothing
#   tools/check-bare-machine.sh ci     .ci/run, where nothing may be skipped
#
# Needs root, Debian with overlayfs, Node.js 20 or newer, git and a JDK 21 or newer; some 10 GB and 20 minutes each.
set -euo pipefail

case ${1:-} in root | user | ci) ;; *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
repository=$(cd "$(dirname "$0")/.." && pwd)
layers=$(mktemp -d /var/tmp/lb-rerank-bare.XXXXXX)
mkdir "$layers/upper" "$layers/work" "$layers/root" && mkdir -m 1777 "$layers/tmp"
trap 'rm -rf --one-file-system "$layers"' EXIT

# A namespace of its own for mounts and processes, so that both end with it.
unshare --mount --pid --fork --kill-child bash -s "$1" "$repository" "$layers" <<'OUTSIDE'
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
unwanted='bash-completion chromium libnuma1 maven prometheus python3-venv python3.11-venv redis-server valkey-server'
installed=$(chroot "$root" dpkg-query --show --showformat '${db:Status-Abbrev}${Package}\n' $unwanted 2>/dev/null | sed -n 's/^ii *//p') || true
[ -z "$installed" ] || chroot "$root" apt-get remove -y -qq $installed >/dev/null
rm -rf "$root/home/bare" && mkdir -p "$root/home/bare"
git clone --quiet "$2" "$root/home/bare/lb-rerank"

as_user=()
if [ "$1" = user ]; then
  chroot "$root" useradd --home-dir /home/bare bare
  as_user=(setpriv --reuid=bare --regid=bare --clear-groups)
fi
chroot "$root" chown -R "$([ "$1" = user ] && echo bare:bare || echo root:root)" /home/bare
# What the network may need to be reached at all.
network=()
for name in http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS SSL_CERT_FILE PIP_CERT; do
  [ -z "${!name:-}" ] || network+=("$name=${!name}")
done
command='npx -y pnpm@12 test'
[ "$1" != ci ] || command=.ci/run
echo "bare machine, $1: $command"
# shellcheck disable=SC2016
chroot "$root" env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/home/bare "${network[@]}" \
  "${as_user[@]}" bash -c 'cd ~/lb-rerank && exec $0' "$command" </dev/null
OUTSIDE
