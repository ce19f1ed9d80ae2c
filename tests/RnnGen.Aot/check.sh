#!/bin/bash
# Publishes this program with NativeAOT for processors with AVX2, where any warning is an error, and compares what it computes with
# the JIT: both run the 256-bit bodies in the same order of operations, so that every bit must agree.
# Needs gcc or clang, and zlib1g-dev. Usage: tests/RnnGen.Aot/check.sh [folder for the output]
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${1:-$project/bin/check}
rm -rf "$output"
mkdir -p "$output"

dotnet build "$project" -c Release -o "$output/jit" -warnaserror --nologo -v quiet -clp:NoSummary
# A clean slate: what was compiled before would keep its warnings to itself.
rm -rf "$project/obj/Release/net10.0/linux-x64"
dotnet publish "$project" -c Release -p:NativeAot=true -o "$output/aot" -warnaserror --nologo -v quiet -clp:NoSummary

jit=(env DOTNET_EnableAVX512=0 dotnet exec "$output/jit/RnnGen.Aot.dll")
aot=("$output/aot/RnnGen.Aot")
weights=$output/weights.safetensors
"${jit[@]}" --draw "$weights"

# Whatever else the machine does only makes a start slower: the fastest of ten.
run() { # name, command…
    local name=$1 started
    shift
    for _ in {1..10}; do
        started=$EPOCHREALTIME
        RNNGEN_STARTED=${started/[.,]/} "$@" "$weights" > "$output/$name.txt"
        sed -n '/^start/p' "$output/$name.txt"
    done | sort -t ' ' -k 5 -n | sed -n "1s/^/$name: /p"
    sed -i '/^start/d' "$output/$name.txt"
}

run JIT "${jit[@]}"
run NativeAOT "${aot[@]}"
echo "NativeAOT: $(stat -c %s "${aot[@]}") bytes"

if ! grep -qx 'instruction set 256' "$output/NativeAOT.txt"; then
    echo "NativeAOT did not run the 256-bit bodies:"
    cat "$output/NativeAOT.txt"
    exit 1
fi
if ! diff "$output/JIT.txt" "$output/NativeAOT.txt"; then
    echo "NativeAOT (>) computes other bits than the JIT (<)."
    exit 1
fi
echo "NativeAOT computes the bits of the JIT: $(wc -l < "$output/JIT.txt") lines"
