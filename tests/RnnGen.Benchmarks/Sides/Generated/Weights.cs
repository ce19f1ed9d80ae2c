namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>Moves weights into a generated model, and gradients out of one.</summary>
internal static class Weights
{
    /// <summary>Copies the workload's weights into the model by name.</summary>
    /// <exception cref="ArgumentException">The model has other parameters than the workload.</exception>
    public static void Copy(TensorBlock<float> weights, IModelWeights model)
    {
        var parameters = model.Parameters;
        if (!parameters.Tensors.Select(Signature).SequenceEqual(weights.Tensors.Select(Signature)))
            throw new ArgumentException("The model has other parameters than the workload.", nameof(model));
        weights.Values.CopyTo(parameters.Values);
        model.RefreshWeights();
    }

    /// <summary>Adds the gradient of every parameter to the results.</summary>
    public static void AddGradients(TensorBlock<float> gradients, Dictionary<string, float[]> results)
    {
        foreach (var tensor in gradients.Tensors) results.Add(tensor.Name + ".grad", gradients[tensor.Name].ToArray());
    }

    private static string Signature(ParameterInfo tensor) => $"{tensor.Name}[{string.Join(',', tensor.Shape)}]";
}
