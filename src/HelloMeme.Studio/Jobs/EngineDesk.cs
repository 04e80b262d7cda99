using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Motions;

namespace HelloMeme.Studio.Jobs;

/// <summary>What a page says about an order of the HelloMeme engine before it is made. Estimate: null while weights lack or the motion is unknown.</summary>
public sealed record EngineOutlook(IReadOnlyList<CheckpointEntry> Missing, IReadOnlyList<string> Notes, int Frames, RenderEstimate? Estimate)
{
    public bool HasTestWeights => Notes.Contains(EngineNotes.TestWeights, StringComparer.Ordinal);
}

/// <summary>Tells pages what the HelloMeme engine has, lacks and will take.</summary>
public sealed class EngineDesk(HelloMemeEngine engine, AnalysisStore analyses, MotionStore motions)
{
    /// <summary>Names of checkpoints to choose from.</summary>
    public IReadOnlyList<string> Checkpoints() => engine.Weights.Checkpoints();

    /// <summary>Also for a Draft order: as if the HelloMeme engine made it.</summary>
    public async Task<EngineOutlook> LookAsync(string owner, RenderOrder order, CancellationToken token)
    {
        var settings = order.Rendered;
        var missing = engine.Weights.Missing(settings, film: true);
        var notes = EngineNotes.Of(engine, settings, film: true);
        if (missing.Count > 0 || await MotionAsync(owner, order, token) is not { } motion) return new EngineOutlook(missing, notes, 0, null);
        var frames = HelloMemeEngine.FrameCount(motion, settings);
        return new EngineOutlook([], notes, frames, await engine.EstimateAsync(settings, frames, film: true, token));
    }

    /// <summary>What should be said about a film with these settings.</summary>
    public IReadOnlyList<string> Notes(RenderSettings settings) => EngineNotes.Of(engine, settings, film: true);

    // As it will be played; null where it cannot be told, or not yet.
    private async Task<MotionTrack?> MotionAsync(string owner, RenderOrder order, CancellationToken token)
    {
        if (order.Motion.Motion is { } kept && await motions.FindOrNullAsync(owner, kept, token) is null) return null;
        var motion = await motions.TakeAsync(owner, order.Motion, token);
        var original = motion switch
        {
            { Preset: { } name } => Presets.Find(name)?.Track,
            { Track: { } track } => MotionTrack.FromJson(track.GetRawText()),
            { Driver: not null } => (await analyses.FindMotionAsync(owner, motion.Look()!, token))?.Track,
            _ => null,
        };
        try
        {
            var played = original?.AtSpeed(order.Speed);
            return order.Playback is FilmPlayback.PingPong ? played?.PingPong() : played;
        }
        catch (FormatException)
        {
            return null; // too long that way, which the order will say
        }
    }
}
