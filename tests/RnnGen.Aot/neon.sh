#!/bin/bash
# Runs this program on an emulated Arm processor: every bit must be that of the 256-bit bodies on x64, and no inner loop of a kernel may keep
# a sum on the stack. Emulated time means nothing; so the loops are counted: instructions, and how many of them are fused multiply-adds of
# four lanes each. Needs qemu-user-static and gcc-aarch64-linux-gnu. Usage: tests/RnnGen.Aot/neon.sh [folder for the output]
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${1:-$project/bin/neon}
rm -rf "$output"
mkdir -p "$output"

dotnet build "$project" -c Release -o "$output/x64" -warnaserror --nologo -v quiet -clp:NoSummary
dotnet publish "$project" -c Release -r linux-arm64 --self-contained -o "$output/arm64" --nologo -v quiet -clp:NoSummary

weights=$output/weights.safetensors
x64=(env DOTNET_EnableAVX512=0 dotnet exec "$output/x64/RnnGen.Aot.dll")
# Optimised at once, and every kernel listed as it was compiled.
arm64=(env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_TieredCompilation=0 DOTNET_JitStdOutFile="$output/listing.txt"
    'DOTNET_JitDisasm=Tile* OuterTile* OuterRest* Product* *Cell* *Map* *Step SumRows*'
    qemu-aarch64-static -L /usr/aarch64-linux-gnu "$output/arm64/RnnGen.Aot")
"${x64[@]}" --draw "$weights"
for machine in x64 arm64; do
    declare -n run=$machine
    "${run[@]}" "$weights" | grep -v '^start' > "$output/$machine.txt"
done

grep -qx 'instruction set 256' "$output/x64.txt" && grep -qx 'instruction set 128' "$output/arm64.txt"
if ! diff <(grep -v '^instruction' "$output/x64.txt") <(grep -v '^instruction' "$output/arm64.txt"); then
    echo "NEON (>) computes other bits than AVX2 (<)."
    exit 1
fi
echo "NEON computes the bits of AVX2: $(wc -l < "$output/arm64.txt") lines"

# A loop is a block that ends with a jump to its own label.
awk '
    function close_block() {
        if (label != "" && last ~ label "$" && sums >= 4) {
            printf "%-44s %12d %8d %10.2f %8d %8d\n", method, count, sums, count / sums, copies, stack
            spills += stack
        }
        label = ""; count = sums = copies = stack = 0
    }
    BEGIN { printf "%-44s %12s %8s %10s %8s %8s\n", "loop of", "instructions", "fmla", "each", "dup", "stack" }
    /^; Assembly listing for method/ { close_block(); method = $6; sub(/\(.*/, "", method); sub(/.*\./, "", method); next }
    /^G_M[^ ]*:/ { close_block(); label = $1; sub(/:.*/, "", label); next }
    label != "" && NF && $1 !~ /^;/ {
        count++; last = $0
        sums += $1 == "fmla"; copies += $1 == "dup"; stack += /\[(sp|fp)/
    }
    END { close_block(); exit spills > 0 }
' "$output/listing.txt" || { echo "A loop keeps something on the stack."; exit 1; }
