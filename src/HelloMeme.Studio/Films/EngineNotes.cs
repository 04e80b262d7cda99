using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.FrontEnds;

namespace HelloMeme.Studio.Films;

/// <summary>What should be said about a film of the HelloMeme engine, a sentence each: kept in its recipe and shown on pages.</summary>
public static class EngineNotes
{
    public const string TestWeights = "Test weights: output is noise.";

    public const string PromptCut = "The prompt, with the engine's own words, is longer than the 77 tokens that the text encoder reads: its end has no effect.";

    /// <param name="film">False for a picture.</param>
    public static IReadOnlyList<string> Of(HelloMemeEngine engine, RenderSettings settings, bool film) =>
    [
        .. engine.Weights.HasTestWeights(settings, film) ? (string[])[TestWeights] : [],
        .. film && NetworkCatalog.Find(settings.Version) is { } version && version.Film != version.Name ? (string[])[FilmsMadeAs(version)] : [],
        .. engine.Weights.CutsPrompt(settings, film) ? (string[])[PromptCut] : [],
        .. engine.Weights.Unread(settings, film).Select(Holds),
        engine.FrontEndFault?.Message ?? FacesReadBy(engine.FrontEnd),
    ];

    /// <summary>Some versions have no motion modules of their own.</summary>
    public static string FilmsMadeAs(NetworkVersion version) => $"Films of {version.Name} are made with {version.Film}'s networks; its own make pictures.";

    private static string Holds(UnreadCheckpoint unread) => unread.Keys.Count == 1
        ? $"The checkpoint {unread.Name} holds a key that nothing reads: {unread.Keys[0]}."
        : $"The checkpoint {unread.Name} holds {unread.Keys.Count} keys that nothing reads, such as {unread.Keys[0]}.";

    /// <summary>Which analysis looks at faces.</summary>
    public static string FacesReadBy(FaceFrontEndKind kind) => kind is FaceFrontEndKind.Official
        ? "Faces are read by the official face models."
        : "Faces are read by the studio's own analysis, because the official face models are not installed.";

    /// <summary>"HelloMeme v5, 25 steps, guidance 1.5, seed 0, 512 px, checkpoint stable-diffusion-v1-5".</summary>
    public static string Describe(RenderSettings settings) => FormattableString.Invariant(
        $"HelloMeme {settings.Version}, {settings.NumInferenceSteps} steps, {(settings.GuidanceScale > 1 ? $"guidance {settings.GuidanceScale:0.##}" : "no guidance")}, seed {settings.Seed}, {settings.Side} px, checkpoint {settings.Checkpoint}");
}
