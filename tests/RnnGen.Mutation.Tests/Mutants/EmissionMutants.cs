namespace Mutation.Mutants;

/// <summary>What could be wrong in the text: packed weights, chunks, states, addresses, kernels.</summary>
internal static class EmissionMutants
{
    private const string Programs = "Emission/ProgramEmitter.cs", Packing = "Emission/PackingEmitter.cs", Addresses = "Emission/Addresses.cs", Calls = "Emission/CallEmitter.cs";
    private const string Driver = "Emission/ProductDriverEmitter.cs", Tiles = "Emission/ProductTileEmitter.cs", Gradients = "Emission/GradientKernelEmitter.cs";
    private const string Elements = "Emission/ElementwiseEmitter.cs", Scalars = "Emission/ScalarText.cs", Streams = "Emission/StateLayout.cs";
    private const string Words = "Emission/WeightText.cs", Layout = "Scheduling/PanelLayout.cs", Rounded = "rounded weights by loops";

    public static IEnumerable<Mutant> List =>
    [
        new("packing: rows and columns", Packing, "writer.Line(group.Transposed\n", "writer.Line(!group.Transposed && group.Transposed\n", "y·W reads the columns of the weights", "gru fixture"),
        new("packing: both biases", Packing, "view.Biases.Skip(1)", "view.Biases.Skip(2)", "both biases of a gate count", "rnn_tanh fixture"),
        new("packing: no bias", Packing, "(view.Biases.Count == 0 ? \"0\" : count)", "count", "a product without a bias starts from zero", "gru fixture"),
        new("packing: terms", Packing, "                    before += panels.Format.Words(left.Shape.Columns.Size);\n", "", "the rows of a term lie behind those of the one before it", "wide layers by loops"),
        new("packing: results", Packing, "((g * run.Vectors) + v) * panels.Layout", "v * panels.Layout", "results lie side by side", "gru fixture"),
        new("packing: first column", Packing, "part.FirstColumn == 0 ? name", "part.FirstColumn >= 0 ? name", "a part of a matrix begins at its column", "wide layers by loops"),
        new("packing: first row", Packing, "if (part.FirstRow > 0) name +=", "if (part.FirstRow < 0) name +=", "a gate begins at its row", "gru fixture"),
        new("packing: distance of rows", Packing, "tensor.Columns == shape.Columns.Size ?", "tensor.Columns >= 0 ?", "rows of a part are as far apart as those of the matrix", "wide layers by loops"),
        new("program: states start from zero", Programs, ": $\"Planes.Clear({at}, batch, {Addresses.Stride(storage)});\");", ": \"\");", "what an earlier call left is no state", "last steps by loops"),
        new("program: sums start from zero", Programs, "v.Op != Op.Sum && (v.Op != Op.StepsToColumns ||", "v.Op != Op.Sum && (v.Op == Op.StepsToColumns &&", "what an earlier call left is no part of a sum", "attention by loops"),
        new("program: gradients start from zero", Programs, "if (Signature.HasGradients) EmitClear(writer);", "", "an earlier call's gradients are replaced", "gru fixture"),
        new("program: carried states", Programs, "EmitCarry(writer, states.Where(s => !s.Loop.Reverse), fromFirst: false, team);", "", "the next chunk goes on where the last one ended", "gru_long fixture in chunks"),
        new("program: states carried back", Programs, "EmitCarry(writer, states.Where(s => s.Loop.Reverse), fromFirst: true, team);", "", "the chunk before goes on where the one behind it began", "gru_long fixture in chunks"),
        new("program: carry the wrong way", Programs, "fromFirst ? storage.Name : last", "!fromFirst ? storage.Name : last", "from where the chunk ended", "gru_long fixture in chunks"),
        new("program: last chunk", Programs, "({steps} - 1) / chunk * chunk", "{steps} - chunk", "the last chunk may be shorter", "gru_long fixture in chunks"),
        new("program: order of chunks", Programs, "var heading = region.Reverse\n", "var heading = !region.Reverse\n", "a reverse region begins with the last chunk", "gru_long fixture in chunks"),
        new("program: order of steps", Programs, "writer.Open(loop.Loop.Reverse ?", "writer.Open(!loop.Loop.Reverse ?", "a reverse loop begins with the last step", "gru fixture"),
        new("program: start of reverse states", Programs, "storage.Class == StorageClass.Sequence && state.Loop.Reverse ?", "storage.Class == StorageClass.Sequence && !state.Loop.Reverse && state.Loop.Reverse ?", "a reverse loop starts behind the last step", "gru_bi_lengths fixture"),
        new("program: parts", Programs, "if (part > 0) pointer +=", "if (part < 0) pointer +=", "every cell has its part of the states", "lstm_2layer fixture"),
        new("program: copied gradients", Programs, "foreach (var gradient in node.Gradients.Skip(1))", "foreach (var gradient in node.Gradients.Skip(2))", "both biases have the gradient", "gru fixture"),
        new("addresses: before and after", Addresses, "(value.Op == Op.Previous) == state.Loop.Reverse", "(value.Op == Op.Previous) != state.Loop.Reverse", "a step reads the state before it and leaves the one behind", "gru fixture"),
        new("addresses: final states", Addresses, "&& !storage.State!.Loop.Reverse)", "&& storage.State!.Loop.Reverse)", "a final state lies behind the last step", "gru fixture"),
        new("addresses: number of elements", Addresses, "(axis is not null ? axis.Name + \" * \" : \"\")", "\"\"", "a mean is over all steps", "mean over steps by loops"),
        new("products: further terms", "Scheduling/ProductPass.cs", "before += count * format.Words(", "before += 0 * format.Words(", "a further term has weights of its own", "wide layers by loops"),
        new("products: start of further terms", Driver, "var start = p > 0 ?", "var start = p < 0 ?", "a further term adds to the ones before it", "wide layers by loops"),
        new("products: rows of a tile", Tiles, "= &a{Literal.Of(r - 1)}[leftStride];", "= a{Literal.Of(r - 1)};", "every row of a tile has a left row", "gru fixture"),
        new("products: tile of one row", "Targets/TileTable.cs", "(1, _) => new(new(2, 4), new(1, 4)),", "(1, _) => new(new TileSize(1, 4)),", "in what order a sum runs, and in how many parts, is the rule of its panel: a tile is only how many of them run side by side", "gru fixture") { Equivalent = true },
        new("gradients: chunks of a bias", Gradients, "gradient[n] += sum;", "gradient[n] = sum;", "chunks add up", "gru_long fixture in chunks"),
        new("gradients: rows of a bias", Gradients, "(s0 + s1) + (s2 + s3)", "(s0 + s1) + (s2 + s2)", "every fourth row counts", "gru fixture"),
        new("gradients: chunks of weights", Gradients, "vector.Load(\"gradient\", At(r, c)))", "vector.Zero)", "chunks add up", "gru_long fixture in chunks"),
        new("kernels: difference", Elements, "Op.Subtract => $\"{At(0)} - {At(1)}\"", "Op.Subtract => $\"{At(1)} - {At(0)}\"", "1 − z is not z − 1", "gru fixture"),
        new("kernels: brackets", Elements, "value.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide ? $\"({text})\" : text", "text", "products bind tighter than sums", "gru fixture"),
        new("kernels: columns", Elements, "input.Shape.Columns.Size < _kernel.Columns.Size", "input.Shape.Columns.Size < 0", "one number stands for a row", "gru_bi_lengths fixture"),
        new("kernels: numbers", Scalars, "Op.Multiply => $\"{At(0)} * {At(1)}\"", "Op.Multiply => $\"{At(0)} + {At(1)}\"", "a weighted loss is a product", "losses fixture, numbers"),
        new("calls: concatenation", Calls, "column += part.Shape.Columns.Size;", "column += 0;", "parts lie side by side", "dense fixture"),
        new("calls: slice", Calls, "if (step == 1) Call(writer, \"Columns.Copy\", Plus(at.Pointer(x, place), from)", "if (step == 1) Call(writer, \"Columns.Copy\", Plus(at.Pointer(x, place), 0)", "a part begins at its column", "dense fixture"),
        new("calls: tokens of a chunk", Calls, "tokens.Shape.Axis!.Name, Addresses.First(place), Addresses.Count(place)]", "tokens.Shape.Axis!.Name, \"0\", Addresses.Count(place)]", "every chunk has its tokens", "w3_small_lengths fixture in chunks"),
        new("calls: lengths in order", Calls, "Ids(x), result, at.Samples(place), first, count, stride", "Ids(x), result, \"batch\", first, count, stride", "a row has the length of its sample", "labelled steps by loops"),
        new("calls: padding", Calls, "Call(writer, \"Masks.FromTokens\", [Ids(x), Literal.Of(value.Get<PaddingAttribute>().Id)", "Call(writer, \"Masks.FromTokens\", [Ids(x), Literal.Of(1 + value.Get<PaddingAttribute>().Id)", "the padding is the token that was declared", "masked tokens by loops"),
        new("calls: sides of a window", Calls, "$\"{Side(down)}, {Side(across)}\"", "$\"{Side(across)}, {Side(down)}\"", "height before width", "images by loops"),
        new("calls: width of an image", Calls, "Math.Max(1, value.Shape.Axis!.Width)", "1", "the step below lies a row further", "images by loops"),
        new("calls: positions of a chunk", Calls, "at.Pointer(x, place), result, at.Batch, first, count, size, stride", "at.Pointer(x, place), result, at.Batch, \"0\", count, size, stride", "positions count from the first step", "pooling in chunks"),
        new("streams: place of states", Streams, "tensor.Parts * steps * tensor.Shape.Columns.Size, Length);", "tensor.Parts * steps * tensor.Shape.Columns.Size, 0);", "every state has a place of its own", "lstm_2layer fixture step by step"),
        new("words: order of weights", Words, "var bits = element == 0 ?", "var bits = element != 0 ?", "the first weight lies in the lower half", Rounded),
        new("words: upper half", Words, "0xFFFF0000u", "0xFFFFFFFFu", "the other weight is no part of this one", Rounded),
        new("words: distance", Layout, "_sideBySide ? RowLength(run) : run.Lanes;", "run.Lanes;", "blocks lie between two words", Rounded),
        new("words: distance of blocks", Layout, "_sideBySide ? run.Lanes : run.Lanes * Depth;", "_sideBySide ? 0 : run.Lanes * Depth;", "blocks lie side by side", Rounded),
        new("words: blocks of a tile", "Emission/ProductKernelEmitter.cs", "format.SideBySide ? shape.Blocks * blockVectors : blockVectors", "blockVectors", "a tile passes over the words of all blocks", Rounded),
        new("words: left over in a tile", Tiles, "place == 0 ? 0 : -1", "0", "a word is read for each of its elements", Rounded),
        new("words: parts of a sum", Tiles, "k / _weights.PerWord, k % _weights.PerWord, k % parts", "k / _weights.PerWord, k % _weights.PerWord, 0", "a row has the same bits in a step", "rounded weights step by step"),
        new("words: weights of a step", "Emission/Streaming/RowProductEmitter.cs", "weights.Weights(words, k % weights.PerWord)", "weights.Weights(words, 0)", "every element has its weight", "rounded weights step by step"),
        new("chunk: size", "Emission/NetworkEmitter.cs", "ChunkRows = 256;", "ChunkRows = 64;", "chunks change no result", "gru_long fixture in chunks") { Equivalent = true },
    ];
}
