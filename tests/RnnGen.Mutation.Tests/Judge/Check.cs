using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>One thing that must hold for the models of every correct compiler.</summary>
/// <param name="Name">What is printed as the killer.</param>
/// <param name="Models">The judged models it needs.</param>
/// <param name="Run">Throws where something is wrong.</param>
internal sealed record Check(string Name, string[] Models, Action<MutatedModels> Run);
