using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Storage;

namespace HelloMeme.Studio.Jobs;

/// <summary>A render order becomes a meme: MP4, still and poster are made now; WebP and GIF when somebody asks (<see cref="MemeFiles"/>), because a GIF takes
/// longer than the film itself and few are downloaded.</summary>
public sealed class RenderRunner(FilmMaker films, AssetStore assets, AnalysisStore analyses, JobCheckpoints checkpoints, BlobStore blobs, StudioFolders folders, TimeProvider time) : IJobRunner
{
    private const int PosterSide = 1200;
    private const int TitleCharacters = 80;

    public JobKind Kind => JobKind.Render;

    public async Task<JobOutcome> RunAsync(Job job, JobReport report, CancellationToken token)
    {
        // 1. What was ordered
        var order = RenderOrder.Of(job);
        using var files = WorkFiles.In(folders.Incoming);
        string mp4 = files.New(".mp4"), still = files.New(".png"), poster = files.New(".jpg");

        // 2. The film and its best frame
        var film = await assets.UnlessDeletedAsync(job.Owner, order.Assets, () => MakeAsync(job, order, mp4, still, files, report, token), token);
        await WritePosterAsync(still, poster, FilmRecipe.SourceTypeOf(film.Recipe), token);

        // 3. Bytes, safe on disk
        report.Report(new FilmProgress(FilmPhase.Writing, 0, 0, null));
        var staged = new List<StagedBlob>();
        foreach (var path in (string[])[mp4, still, poster]) staged.Add(await blobs.AdoptAsync(WorkFiles.Flushed(path), token));
        files.Keep(mp4, still, poster);

        // 4. The record
        var meme = new Meme
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Owner = job.Owner,
            Token = ShareLink.New(),
            Visibility = MemeVisibility.Unlisted,
            Title = TitleOf(order),
            Created = time.GetUtcNow(),
            PortraitId = order.Portrait,
            DriverId = order.Motion.Driver,
            Recipe = film.Recipe,
            Width = film.Width,
            Height = film.Height,
            Seconds = film.Duration.TotalSeconds,
            Mp4Hash = staged[0].Hash,
            PngHash = staged[1].Hash,
            PosterHash = staged[2].Hash,
        };
        return new JobOutcome(meme.Id, meme, staged);
    }

    private async Task<Film> MakeAsync(Job job, RenderOrder order, string mp4, string still, WorkFiles files, JobReport report, CancellationToken token)
    {
        var owner = job.Owner;
        var portrait = await assets.FindAsync(owner, order.Portrait, token);
        var sound = order.SoundFrom is { } clip ? await assets.FindAsync(owner, clip, token) : null;
        var film = new FilmOrder
        {
            PortraitPath = blobs.PathOf(portrait.BlobHash),
            Framing = order.Framing,
            Face = order.Face,
            Motion = await MotionAsync(owner, order.Motion, files, token),
            OutputPath = mp4,
            StillPath = still,
            Engine = order.Engine,
            Settings = order.Rendered,
            Shape = order.Shape,
            Strength = order.Strength,
            Only = order.Only,
            Speed = order.Speed,
            Playback = order.Playback,
            Sound = order.Sound,
            SoundPath = sound is null ? null : blobs.PathOf(sound.BlobHash),
            From = Seconds(order.Motion.From),
            To = Seconds(order.Motion.To),
            CaptionTop = order.CaptionTop,
            CaptionBottom = order.CaptionBottom,
        };
        var kept = order.Engine is FilmEngine.HelloMeme ? new FilmCheckpoints(await checkpoints.ReadAsync(job, token), state => checkpoints.KeepAsync(job, state, token)) : null;
        return await films.MakeAsync(film, report, token, report, kept);
    }

    private async Task<MotionSource> MotionAsync(string owner, MotionChoice choice, WorkFiles files, CancellationToken token)
    {
        if (choice.Preset is { } preset) return new MotionSource.Preset(preset);
        var driver = choice.Driver is { } id ? blobs.PathOf((await assets.FindAsync(owner, id, token)).BlobHash) : null;
        if (choice.Track is not { } json) return new MotionSource.Driver(driver!, await analyses.FindMotionAsync(owner, choice.Look()!, token), choice.Face);
        var track = files.New(".json");
        await File.WriteAllTextAsync(track, json.GetRawText(), token);
        var laid = new List<LaidSound>();
        foreach (var piece in choice.Sound ?? []) laid.Add(new LaidSound(blobs.PathOf((await assets.FindAsync(owner, piece.Asset, token)).BlobHash), piece.Time));
        return new MotionSource.TrackFile(track, driver, choice.Face) { Segments = choice.Segments, Laid = laid };
    }

    private static Task WritePosterAsync(string still, string poster, string sourceType, CancellationToken token) => Task.Run(async () =>
    {
        using var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(still, token), new DecodeOptions { MaxSide = PosterSide });
        await File.WriteAllBytesAsync(poster, Provenance.Embed(FrameCodec.EncodeJpeg(frame), recipe: null, sourceType), token);
    }, token);

    private static string TitleOf(RenderOrder order)
    {
        var words = string.Join(' ', new[] { order.CaptionTop, order.CaptionBottom }.Where(c => !string.IsNullOrWhiteSpace(c)));
        if (words.Length > 0) return words[..Math.Min(words.Length, TitleCharacters)];
        return order.Motion.Preset is { } name && Presets.Find(name) is { } preset ? preset.Title : "My own motion";
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
