using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The inner loops of weight gradients: gradient[n, k] += Σ y[row, n]·x[row, k], for several y of one x (the gates of a cell), and
/// gradient[n] += Σ y[row, n]. Gradients lie in PyTorch's order without gaps, so the last vector of a row is loaded and stored in part.
/// </summary>
/// <param name="target">The instruction set.</param>
/// <param name="real">The type of a number.</param>
/// <param name="ahead">Whether tiles fetch what the next will need: they do in a model that has weights with <see cref="ProductShape.Ahead"/>, and so as many gradients.</param>
internal sealed class GradientKernelEmitter(Target target, string real, bool ahead)
{
    public const string OuterProducts = "OuterProducts";
    public const string SumRows = "SumRows";

    /// <summary>Rows of a gradient that threads deal out: whole vectors of sums, and few rests of a tile.</summary>
    private const int OutputBlock = 16;

    /// <summary>Tiles of fewer outputs are what others leave, or scalar.</summary>
    private const int OutputsThatFetch = 4;

    /// <summary>Fewer outputs read the inputs where they lie.</summary>
    private const int FewOutputs = 32;

    public static string OuterParameters(string real) => OuterParameters(real, "int firstOutput, int outputs");

    public static string OuterArguments => OuterArgumentsOf("firstOutput, outputs");

    public static string SumParameters(string real) => $"{real}* y, int yStride, int outputs, {real}* gradient, int rows";

    public static string SumArguments => "y, yStride, outputs, gradient, rows";

    /// <summary>What a worker does of a sum: some rows of the gradient, over all rows that are summed.</summary>
    public static void EmitShares(SourceWriter writer, string real)
    {
        writer.Gap();
        using (writer.Open($"internal static void {OuterProducts}(Worker worker, {OuterParameters(real, "int outputs")})"))
        {
            writer.Line($"(int first, int count) = worker.Share(outputs, {Literal.Of(OutputBlock)});");
            writer.Line($"{OuterProducts}({OuterArgumentsOf("first, count")});");
        }

        writer.Gap();
        using (writer.Open($"internal static void {SumRows}(Worker worker, {SumParameters(real)})"))
        {
            writer.Line($"(int first, int count) = worker.Share(outputs, {Literal.Of(OutputBlock)});");
            writer.Line($"{SumRows}(y + first, yStride, count, gradient + first, rows);");
        }
    }

    private static string OuterParameters(string real, string outputs) =>
        $"int products, {real}** y, int yStride, {outputs}, {real}* x, int xStride, int inputs, {real}** gradients, int gradientStride, int rows";

    private static string OuterArgumentsOf(string outputs) => $"products, y, yStride, {outputs}, x, xStride, inputs, gradients, gradientStride, rows";

    public void Emit(SourceWriter writer)
    {
        writer.Gap().Summary("gradient[n, k] += Σ y[row, n]·x[row, k] over the rows, for every y and its gradient.");
        EmitOuter(writer);
        writer.Gap().Summary("gradient[n] += Σ y[row, n] over the rows.");
        EmitSum(writer);
    }

    private void EmitOuter(SourceWriter writer)
    {
        var widest = VectorText.Widest(target, real);
        var widths = target.GradientTiles;
        var most = widths[0] * widest.Lanes;
        using (writer.OpenUnchecked($"[SkipLocalsInit, MethodImpl(Fast)]\ninternal static void {OuterProducts}({OuterParameters(real)})"))
        {
            // The x of a tile are read once per tile of outputs, and rows of a power of two would push each other out of the cache. One copy
            // serves all products, and begins a cache line: a vector across two takes two loads.
            writer.Line($"byte* space = stackalloc byte[({Literal.Of(target.GradientRows)} * {Literal.Of(most)} * sizeof({real})) + {Literal.Of(CacheLine.Bytes)}];");
            writer.Line($"{real}* near = ({real}*)(((nuint)space + {Literal.Of(CacheLine.Bytes - 1)}) & ~(nuint){Literal.Of(CacheLine.Bytes - 1)});");
            using (writer.Open($"for (int first = 0; first < rows; first += {Literal.Of(target.GradientRows)})"))
            {
                writer.Line($"int count = Math.Min({Literal.Of(target.GradientRows)}, rows - first);");
                writer.Line($"{real}* b = x + ((nint)first * xStride);");
                writer.Line("int k = 0;");
                foreach (var width in widths)
                {
                    var step = Literal.Of(width * widest.Lanes);
                    using (writer.Open($"for (; k + {step} <= inputs; k += {step})"))
                    {
                        EmitNear(writer, step);
                        EmitTiles(writer, "OuterTile" + Literal.Of(width), "");
                    }
                }

                if (target.Lanes > 1)
                {
                    using (writer.Open("if (k < inputs)"))
                    {
                        EmitNear(writer, Literal.Of(widest.Lanes));
                        EmitTiles(writer, "OuterRest", "inputs - k, ");
                    }
                }
            }
        }

        EmitCopy(writer, widest);
        foreach (var width in widths) EmitTile(writer, "OuterTile" + Literal.Of(width), width, widest, partial: false);
        if (target.Lanes > 1) EmitTile(writer, "OuterRest", 1, widest, partial: true);
    }

    private static void EmitTiles(SourceWriter writer, string name, string partial)
    {
        using (writer.Open("for (int product = 0; product < products; product++)"))
        {
            writer.Line($"{name}(y[product] + ((nint)first * yStride) + firstOutput, yStride, outputs, t, tStride,");
            using (writer.Indent()) writer.Line($"gradients[product] + ((nint)firstOutput * gradientStride) + k, gradientStride, {partial}count);");
        }
    }

    /// <summary>A copy pays where enough outputs read it, and something lies between the columns.</summary>
    private void EmitNear(SourceWriter writer, string step)
    {
        writer.Line($"{real}* t = b + k;");
        writer.Line("int tStride = xStride;");
        using (writer.Open($"if (products * outputs >= {Literal.Of(FewOutputs)} && xStride > {step})"))
        {
            writer.Line($"CopyColumns(t, xStride, near, {step}, count);");
            writer.Line("t = near;");
            writer.Line($"tStride = {step};");
        }
    }

    private void EmitCopy(SourceWriter writer, VectorText vector)
    {
        writer.Gap().Summary("Copies columns of x to where nothing lies between them.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void CopyColumns({real}* x, int xStride, {real}* copy, int columns, int rows)"))
        using (writer.Open("for (int row = 0; row < rows; row++, x += xStride, copy += columns)"))
        {
            writer.Line($"for (int k = 0; k < columns; k += {Literal.Of(vector.Lanes)}) {vector.Store("copy", "k", vector.Load("x", "k"))}");
        }
    }

    private void EmitTile(SourceWriter writer, string name, int columns, VectorText vector, bool partial)
    {
        writer.Gap();
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {name}({real}* y, nint yStride, int outputs, {real}* x, nint xStride, "
            + $"{real}* gradient, nint gradientStride,{(partial ? " int count," : "")} int rows)"))
        {
            writer.Line("int n = 0;");
            foreach (var height in target.Tiles(columns).Sizes.Where(s => s.Vectors >= columns && (s.Rows != 2 || target.Lanes == 1)).Select(s => s.Rows))
            {
                using (writer.Open($"for (; outputs - n >= {Literal.Of(height)}; n += {Literal.Of(height)})"))
                {
                    EmitTileRows(writer, height, columns, vector, partial);
                }
            }
        }
    }

    private void EmitTileRows(SourceWriter writer, int height, int columns, VectorText vector, bool partial)
    {
        string Sum(int r, int c) => $"s{Literal.Of(r)}{Literal.Of(c)}";
        string At(int r, int c)
        {
            var row = $"(nint){(r == 0 ? "n" : $"(n + {Literal.Of(r)})")} * gradientStride";
            return c == 0 ? row : $"({row}) + {Literal.Of(c * vector.Lanes)}";
        }

        // What the next tile adds to arrives while this one computes, and in its loop the next line of factors. Calls and loops would take a tenth of
        // its time, so every line is asked for as it comes: the last tile's are another thread's gradients, or nothing at all.
        var fetches = ahead && height >= OutputsThatFetch && !partial;
        if (fetches)
        {
            for (var r = height; r < 2 * height; r++) writer.Line($"VectorMath.Prefetch(&gradient[(nint)(n + {Literal.Of(r)}) * gradientStride], {Literal.Of(columns * vector.Lanes)});");
        }

        var bits = Literal.Of(32 * vector.Lanes);
        for (var r = 0; r < height; r++)
        {
            for (var c = 0; c < columns; c++)
                writer.Line($"{vector.Type} {Sum(r, c)} = {(partial ? $"VectorMath.LoadPartial{bits}(&gradient[{At(r, c)}], count)" : vector.Load("gradient", At(r, c)))};");
        }

        writer.Line($"{real}* a = y + n;");
        writer.Line($"{real}* b = x;");
        using (writer.Open("for (int row = 0; row < rows; row++, a += yStride, b += xStride)"))
        {
            if (fetches) writer.Line($"VectorMath.Prefetch({VectorText.At("a", Literal.Of(CacheLine.Length))});");
            for (var c = 0; c < columns; c++) writer.Line($"{vector.Type} b{Literal.Of(c)} = {vector.Load("b", c == 0 ? "" : Literal.Of(c * vector.Lanes))};");
            if (target.ByElement.Length == 0 || height % 2 != 0)
            {
                EmitBroadcasts();
            }
            else
            {
                using (writer.Open($"if ({target.ByElement})")) EmitByElement();
                using (writer.Open("else")) EmitBroadcasts();
            }
        }

        for (var r = 0; r < height; r++)
        {
            for (var c = 0; c < columns; c++)
                writer.Line(partial ? $"VectorMath.StorePartial(&gradient[{At(r, c)}], {Sum(r, c)}, count);" : vector.Store("gradient", At(r, c), Sum(r, c)));
        }

        void EmitBroadcasts()
        {
            for (var r = 0; r < height; r++)
            {
                writer.Line($"{(r == 0 ? vector.Type + " " : "")}v = {vector.Broadcast($"a[{Literal.Of(r)}]")};");
                for (var c = 0; c < columns; c++) writer.Line($"{Sum(r, c)} = VectorMath.MultiplyAdd(v, b{Literal.Of(c)}, {Sum(r, c)});");
            }
        }

        // The outputs of a row lie side by side: a load brings four of them, or the last two of an even number.
        void EmitByElement()
        {
            for (var r = 0; r < height; r++)
            {
                var (place, name) = (r % vector.Lanes, "v" + Literal.Of(r / vector.Lanes));
                var offset = r == 0 ? "" : Literal.Of(r);
                if (place == 0)
                    writer.Line($"{vector.Type} {name} = {(height - r >= vector.Lanes ? vector.Load("a", offset) : $"(*(Vector64<{real}>*){VectorText.At("a", offset)}).ToVector128Unsafe()")};");
                for (var c = 0; c < columns; c++) writer.Line($"{Sum(r, c)} = VectorMath.MultiplyAddElement({name}, {Literal.Of(place)}, b{Literal.Of(c)}, {Sum(r, c)});");
            }
        }
    }

    /// <summary>Four sums side by side, so that additions do not wait for one another.</summary>
    private void EmitSum(SourceWriter writer)
    {
        var vector = VectorText.Widest(target, real);
        var lanes = Literal.Of(vector.Lanes);
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\ninternal static void {SumRows}({SumParameters(real)})"))
        using (writer.Open($"for (int n = 0; n < outputs; n += {lanes})"))
        {
            for (var i = 0; i < 4; i++) writer.Line($"{vector.Type} s{Literal.Of(i)} = {vector.Zero};");
            writer.Line($"{real}* p = y + n;");
            writer.Line("int row = 0;");
            using (writer.Open("for (; row + 4 <= rows; row += 4, p += 4 * (nint)yStride)"))
            {
                for (var i = 0; i < 4; i++) writer.Line($"s{Literal.Of(i)} += {vector.Load("p", i == 0 ? "" : $"{Literal.Of(i)} * (nint)yStride")};");
            }

            writer.Line($"for (; row < rows; row++, p += yStride) s0 += {vector.Load("p")};");
            writer.Line($"{vector.Type} sum = (s0 + s1) + (s2 + s3);");
            if (vector.Lanes == 1)
            {
                writer.Line("gradient[n] += sum;");
                return;
            }

            var bits = Literal.Of(32 * vector.Lanes);
            writer.Line($"int count = Math.Min({lanes}, outputs - n);");
            writer.Line($"VectorMath.StorePartial(gradient + n, VectorMath.LoadPartial{bits}(gradient + n, count) + sum, count);");
        }
    }
}
