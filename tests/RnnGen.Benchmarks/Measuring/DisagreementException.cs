namespace RnnGen.Benchmarks.Measuring;

/// <summary>Two sides of a comparison do not compute the same thing.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
