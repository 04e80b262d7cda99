using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.About;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.Jobs;

/// <summary>What of an order is the engine's: settings that it can render, with weights that are here.</summary>
public sealed class EngineOrders(HelloMemeEngine engine)
{
    public const int PromptCharacters = 1000;

    /// <exception cref="UserFaultException">"bad-order", "bad-settings", "weights-missing", "control-needs-face-models", "face-models-incomplete".</exception>
    public void Check(RenderOrder order)
    {
        if (order.Engine is FilmEngine.Draft)
        {
            if (order.Settings is not null || order.Quick) throw JobFaults.BadOrder("The Draft engine has no settings: leave settings and quick out, or choose the engine \"hellomeme\".");
            return;
        }

        if (order.Shape is not (FilmShape.Full or FilmShape.Square)) throw JobFaults.BadOrder("The HelloMeme engine makes squares: leave the shape out.");
        var settings = order.Rendered;
        CheckTexts(settings);
        if (!engine.Weights.Checkpoints().Contains(settings.Checkpoint, StringComparer.Ordinal))
            throw JobFaults.BadOrder($"There is no checkpoint of this name here: choose {string.Join(", ", engine.Weights.Checkpoints())}.");
        if (Missing(settings) is { } fault) throw fault;
        engine.Weights.Require(settings, film: true);
    }

    private static void CheckTexts(RenderSettings settings)
    {
        if (settings is { Version: null } or { Checkpoint: null } or { Prompt: null } or { NegativePrompt: null }) throw JobFaults.BadOrder("A text of the settings is null: leave it out instead.");
        if (Math.Max(settings.Prompt.Length, settings.NegativePrompt.Length) > PromptCharacters) throw JobFaults.BadOrder($"This prompt is very long: use {PromptCharacters} characters at most.");
    }

    // The engine's own sentence names folders of this machine, which are nobody's business out there.
    private UserFaultException? Missing(RenderSettings settings)
    {
        var missing = engine.Weights.Missing(settings, film: true);
        if (missing.Count == 0) return null;
        var size = ByteSize.Words(missing.Sum(e => e.HalfBytes));
        return new UserFaultException("weights-missing", $"The HelloMeme engine lacks weights of {size} on this studio ({string.Join(", ", missing.Select(e => e.Name))}): install them as models/README.md says, or choose the Draft engine.");
    }
}
