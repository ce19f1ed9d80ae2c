using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The panels of a run, one after the other. What a step of a sequence reads first is best what the step before it read last, and is still near:
/// every other step takes them from the last to the first. No sum depends on it.
/// </summary>
/// <param name="layout">How the weights lie.</param>
/// <param name="real">The C# type of numbers.</param>
/// <param name="turns">Whether the method has the parameter <see cref="Turned"/>, by which a step takes the panels in either order.</param>
internal sealed class PanelLoop(PanelLayout layout, string real, bool turns)
{
    /// <summary>The parameter that says whether the last panel comes first.</summary>
    public const string Turned = "turned";

    /// <summary>The variables of its methods.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["panel", "unit", "panels", "place", "at", "next", Turned];

    /// <summary>Writes what is to be done with each of the panels, the first of which <c>panel</c> points to.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The panels.</param>
    /// <param name="length">The length of a panel, as a C# expression.</param>
    /// <param name="needsNext">Whether something is done with the panel that comes next.</param>
    /// <param name="emit">Writes it, for <c>panel</c>: the first unit, and where the next panel begins if that is needed.</param>
    public void Emit(SourceWriter writer, PanelRun run, string length, bool needsNext, Action<string, string?> emit)
    {
        var isLast = run == layout.Runs[layout.Runs.Count - 1];
        var behind = needsNext ? $"panel + ({length})" : null;
        if (run.Count == 1)
        {
            emit(Literal.Of(run.FirstUnit), behind);
            if (!isLast) writer.Line($"panel += {length};");
            return;
        }

        if (!turns)
        {
            var end = run.FirstUnit + (run.Count * run.Units);
            using (writer.Open($"for (int unit = {Literal.Of(run.FirstUnit)}; unit < {Literal.Of(end)}; unit += {Literal.Of(run.Units)}, panel += {length})"))
            {
                emit("unit", behind);
            }

            return;
        }

        writer.Line($"{real}* panels = panel;");
        using (writer.Open($"for (int place = 0; place < {Literal.Of(run.Count)}; place++)"))
        {
            var last = Literal.Of(run.Count - 1);
            writer.Line($"int at = {Turned} ? {last} - place : place;");
            writer.Line($"int unit = {(run.FirstUnit == 0 ? "" : Literal.Of(run.FirstUnit) + " + ")}at * {Literal.Of(run.Units)};");
            writer.Line($"panel = &panels[at * {length}];");

            // Behind the last comes another run, or the next step, which begins with it.
            if (needsNext) writer.Line($"{real}* next = &panels[(place < {last} ? ({Turned} ? at - 1 : at + 1) : {(isLast ? "at" : Literal.Of(run.Count))}) * {length}];");
            emit("unit", needsNext ? "next" : null);
        }

        if (!isLast) writer.Line($"panel = &panels[{Literal.Of(run.Count)} * {length}];");
    }
}
