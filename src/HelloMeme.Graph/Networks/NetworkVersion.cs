namespace HelloMeme.Graph.Networks;

/// <summary>One release of HelloMeme: its checkpoints and what its pipelines do differently.</summary>
/// <param name="ReferenceSeesPose">The portrait's own control features go into the reference network.</param>
/// <param name="PicturePrompt">Added to the user's prompt, or all of it, for pictures.</param>
/// <param name="Film">The version whose modules make films; another one where this has none of its own.</param>
public sealed record NetworkVersion(
    string Name,
    CheckpointEntry Reference,
    CheckpointEntry Control,
    CheckpointEntry Projector,
    CheckpointEntry? Motion,
    bool ReferenceSeesPose,
    string PicturePrompt,
    string FilmPrompt,
    string Film)
{
    /// <summary>All checkpoints that a picture needs, Stable Diffusion 1.5 and the expression encoder among them; a film needs <see cref="Motion"/> too.</summary>
    public IReadOnlyList<CheckpointEntry> Needed(bool film) =>
        [.. NetworkCatalog.StableDiffusion, NetworkCatalog.ExpressionEncoder, Reference, Control, Projector, .. film && Motion is { } motion ? (CheckpointEntry[])[motion] : []];
}
