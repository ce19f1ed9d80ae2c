#!/bin/bash
# Runs this program and the networks of the benchmarks on an emulated Arm processor: every bit must be that of the 256-bit bodies on x64, and
# no inner loop of a product may use the stack. Emulated time means nothing; so the loops are counted: instructions, how many of them are fused
# multiply-adds of four lanes each, broadcasts from a register, and loads and stores of the stack. Needs qemu-user-static and
# gcc-aarch64-linux-gnu; leaves listings of the machine code in the folder. Usage: tests/RnnGen.Aot/neon.sh [folder for the output]
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
networks=$project/../RnnGen.Jit.Tests
output=${1:-$project/bin/neon}
rm -rf "$output"
mkdir -p "$output"

for program in "$project" "$networks"; do
    name=$(basename "$program")
    dotnet build "$program" -c Release -o "$output/x64/$name" -warnaserror --nologo -v quiet -clp:NoSummary
    dotnet publish "$program" -c Release -r linux-arm64 --self-contained -o "$output/arm64/$name" --nologo -v quiet -clp:NoSummary
done

on_x64() { # program, arguments…
    env DOTNET_EnableAVX512=0 dotnet exec "$output/x64/$1/$1.dll" "${@:2}"
}

# Optimised at once, and every kernel listed as it was compiled. Emulated, any program with large arrays may die of a collection that runs beside it.
on_arm64() {
    env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_gcConcurrent=0 DOTNET_TieredCompilation=0 DOTNET_JitStdOutFile="$output/$1.listing.txt" \
        'DOTNET_JitDisasm=Tile* OuterTile* OuterRest* Product* *Cell* *Map* *Step *Steps PredictSample SumRows*' \
        qemu-aarch64-static -L /usr/aarch64-linux-gnu "$output/arm64/$1/$1" "${@:2}"
}

weights=$output/weights.safetensors
on_x64 RnnGen.Aot --draw "$weights"
for machine in x64 arm64; do
    { on_$machine RnnGen.Aot "$weights" && on_$machine RnnGen.Jit.Tests networks; } | grep -v '^start' > "$output/$machine.txt"
done

grep -qx 'instruction set 256' "$output/x64.txt" && grep -qx 'instruction set 128' "$output/arm64.txt"
# A softmax over many classes adds them up as wide as vectors are.
compared() { grep -vE '^instruction|^(256|128)$|^(W4Char|W6), (loss|gradients)' "$output/$1.txt"; }
if ! diff <(compared x64) <(compared arm64); then
    echo "NEON (>) computes other bits than AVX2 (<)."
    exit 1
fi
echo "NEON computes the bits of AVX2: $(compared arm64 | wc -l) lines"

# A loop is what lies between a label and a jump back to it; one with no other inside is an inner one.
cat "$output"/*.listing.txt | awk '
    BEGIN { printf "%-44s %12s %8s %10s %8s %8s\n", "inner loop of", "instructions", "fmla", "each", "dup", "stack" }
    /^; Assembly listing for method/ {
        method = $6; sub(/\(.*/, "", method); sub(/.*\./, "", method)
        split("", from); count = sums = copies = stack = inner = 0
        next
    }
    /^G_M[^ ]*:/ {
        label = $1; sub(/:.*/, "", label)
        from[label] = 1; counts[label] = count; sum[label] = sums; copy[label] = copies; stacked[label] = stack
        next
    }
    NF && $1 !~ /^[;.]/ && $1 != "align" {
        count++
        sums += $1 == "fmla"; copies += $1 == "dup"; stack += /\[(sp|fp)/
        if ($1 !~ /^(b|b\..*|b[a-z][a-z]|cbn?z|tbn?z)$/ || !($NF in from)) next
        label = $NF
        if (counts[label] >= inner && sums - sum[label] >= 4) {
            n = sums - sum[label]
            line = sprintf("%-44s %12d %8d %10.2f %8d %8d", method, count - counts[label], n, (count - counts[label]) / n, copies - copy[label], stack - stacked[label])
            if (!(line in seen)) print line
            seen[line] = 1
            if (method ~ /:(Tile|Outer)|(Projection|Recurrence)Step$/) { products++; spills += stack - stacked[label] }
        }
        inner = count
    }
    END { exit products == 0 || spills > 0 }
' || { echo "No product was found, or one uses the stack."; exit 1; }
