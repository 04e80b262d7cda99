using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Motions;

namespace HelloMeme.Studio.Jobs;

/// <summary>What a page says about an order of the HelloMeme engine before it is made. Estimate: null while weights lack or the motion is unknown.
/// Fault: why it cannot be made as it is, and what helps.</summary>
public sealed record EngineOutlook(IReadOnlyList<CheckpointEntry> Missing, IReadOnlyList<string> Notes, int Frames, RenderEstimate? Estimate, string? Fault = null)
{
    public bool HasTestWeights => Notes.Contains(EngineNotes.TestWeights, StringComparer.Ordinal);
}

/// <summary>Tells pages what the HelloMeme engine has, lacks and will take.</summary>
public sealed class EngineDesk(HelloMemeEngine engine, AnalysisStore analyses, MotionStore motions, StudioFolders folders)
{
    /// <summary>Names of checkpoints to choose from.</summary>
    public IReadOnlyList<string> Checkpoints() => engine.Weights.Checkpoints();

    /// <summary>Also for a Draft order: as if the HelloMeme engine made it. What is wrong with the order, or with what is installed, is in the answer.</summary>
    public async Task<EngineOutlook> LookAsync(string owner, RenderOrder order, CancellationToken token)
    {
        IReadOnlyList<CheckpointEntry> missing = [];
        try
        {
            var settings = order.Rendered;
            EngineOrders.CheckTexts(settings);
            missing = engine.Weights.Missing(settings, film: true);
            if (missing.Count > 0) return new EngineOutlook(missing, await NotesAsync(settings, token), 0, null);
            engine.Weights.Require(settings, film: true);
            return await ExpectAsync(owner, order, token);
        }
        catch (UserFaultException fault)
        {
            return new EngineOutlook(missing, [], 0, null, folders.Told(fault).Message);
        }
    }

    /// <summary>Of an order of the HelloMeme engine that could be made.</summary>
    /// <exception cref="UserFaultException">The device cannot be asked.</exception>
    public async Task<EngineOutlook> ExpectAsync(string owner, RenderOrder order, CancellationToken token)
    {
        var settings = order.Rendered;
        var notes = await NotesAsync(settings, token);
        if (await MotionAsync(owner, order, token) is not { } motion) return new EngineOutlook([], notes, 0, null);
        var frames = HelloMemeEngine.FrameCount(motion, settings);
        return new EngineOutlook([], notes, frames, await engine.EstimateAsync(settings, frames, film: true, token));
    }

    /// <summary>What should be said about a film with these settings, which may be of another day: weights go and come.</summary>
    public async Task<IReadOnlyList<string>> NotesOrFaultAsync(RenderSettings settings, CancellationToken token)
    {
        try
        {
            return await NotesAsync(settings, token);
        }
        catch (UserFaultException fault)
        {
            return [folders.Told(fault).Message];
        }
    }

    private Task<IReadOnlyList<string>> NotesAsync(RenderSettings settings, CancellationToken token) => Task.Run(() => EngineNotes.Of(engine, settings, film: true), token);

    // As it will be played; null where it cannot be told, or not yet.
    private async Task<MotionTrack?> MotionAsync(string owner, RenderOrder order, CancellationToken token)
    {
        if (order.Motion.Motion is { } kept && await motions.FindOrNullAsync(owner, kept, token) is null) return null;
        var motion = await motions.TakeAsync(owner, order.Motion, token);
        try
        {
            var original = motion switch
            {
                { Preset: { } name } => Presets.Find(name)?.Track,
                { Track: { } track } => MotionTrack.FromJson(track.GetRawText()),
                { Driver: not null } => (await analyses.FindMotionAsync(owner, motion.Look()!, token))?.Track,
                _ => null,
            };
            var played = original?.AtSpeed(order.Speed);
            return order.Playback is FilmPlayback.PingPong ? played?.PingPong() : played;
        }
        catch (FormatException)
        {
            return null; // no track, or too long that way, which the order will say
        }
    }
}
