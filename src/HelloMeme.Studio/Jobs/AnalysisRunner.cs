using System.Drawing;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Storage;

namespace HelloMeme.Studio.Jobs;

/// <summary>What is in an asset, kept as the JSON of an <see cref="AnalysisAnswer"/>.</summary>
public sealed class AnalysisRunner(FaceAnalysis faces, AssetStore assets, AnalysisStore analyses, BlobStore blobs, TimeProvider time) : IJobRunner
{
    public JobKind Kind => JobKind.Analysis;

    public async Task<JobOutcome> RunAsync(Job job, JobReport report, CancellationToken token)
    {
        // 1. Asked before?
        var order = JsonSerializer.Deserialize<AnalysisOrder>(job.Order, JsonSerializerOptions.Web)!;
        if (await analyses.FindOrNullAsync(job.Owner, order, token) is { } known) return new JobOutcome(known.Id, null, []);

        // 2. Look
        var found = await assets.UnlessDeletedAsync(job.Owner, [order.Asset], () => LookAsync(job.Owner, order, report, token), token);

        // 3. Keep
        using var bytes = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(found, JsonSerializerOptions.Web));
        var staged = await blobs.StageAsync(bytes, token);
        var result = new AnalysisResult
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Owner = job.Owner,
            AssetId = order.Asset,
            Settings = order.Settings,
            BlobHash = staged.Hash,
            Created = time.GetUtcNow(),
        };
        return new JobOutcome(result.Id, result, [staged]);
    }

    private async Task<AnalysisAnswer> LookAsync(string owner, AnalysisOrder order, JobReport report, CancellationToken token)
    {
        var asset = await assets.FindAsync(owner, order.Asset, token);
        return asset.Kind is AssetKind.Picture ? await LookAtPictureAsync(asset, order, report, token) : await LookAtClipAsync(asset, order, report, token);
    }

    private async Task<AnalysisAnswer> LookAtPictureAsync(Asset asset, AnalysisOrder order, JobReport report, CancellationToken token)
    {
        report.Report(new FilmProgress(FilmPhase.Portrait, 0, 0, null));
        var path = blobs.PathOf(asset.BlobHash);
        var boxes = await faces.FindFacesAsync(path, order.Framing, token);
        var size = order.Framing?.SizeOf(asset.Width, asset.Height) ?? new Size(asset.Width, asset.Height);
        var found = new AnalysisAnswer { Kind = "picture", Width = size.Width, Height = size.Height, Faces = [.. boxes.Select(Box)] };
        if (boxes.Count > 1 && order.Face is null) return found; // the visitor chooses one and asks again
        using var portrait = await faces.ReadPortraitAsync(path, order.Face, token, order.Framing);
        var face = portrait.Face.Neutral;
        var angles = HeadAngles.FromRotation(face.HeadPose.Rotation);
        return found with
        {
            Face = new FaceAnswer(Box(face.Box), Degrees(angles.Yaw), Degrees(angles.Pitch), Degrees(angles.Roll)),
            Motion = JsonElement.Parse(FaceAnalysis.MotionOf(portrait).ToJson()),
            Warnings = portrait.Face.Warnings,
        };
    }

    private async Task<AnalysisAnswer> LookAtClipAsync(Asset asset, AnalysisOrder order, JobReport report, CancellationToken token)
    {
        var clip = await VideoInfo.ReadAsync(blobs.PathOf(asset.BlobHash), token);
        var motion = await FilmMotion.CaptureClipAsync(faces, clip, order.Face, Seconds(order.From), Seconds(order.To), new PhaseClock(FilmPhase.Motion, time, report), token);
        return new AnalysisAnswer { Kind = "clip", Motion = JsonElement.Parse(motion.Track.ToJson()), Warnings = motion.Warnings };
    }

    private static double[] Box(RectangleF box) => [Round(box.X), Round(box.Y), Round(box.Width), Round(box.Height)];

    private static double Round(float pixels) => Math.Round(pixels, 1);

    private static double Degrees(float radians) => Math.Round(radians * 180 / Math.PI, 1);

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
