using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Diffusion.Pose;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>What the networks are told of every frame. A frame whose curves are as captured passes the driver's picture on; for any other, and without a
/// driver, the encoders see the driver's or the portrait's face redrawn with those curves.</summary>
internal sealed class SceneConditions : IDisposable
{
    private readonly RenderSettings _settings;
    private readonly IReadOnlyList<PlannedFrame> _frames;
    private readonly FaceEncoders _encoders;
    private readonly ActingFace _portrait;
    private readonly DriverFaces? _driver;
    private readonly bool _still;
    private readonly FacePartCrops? _portraitCrops;

    private SceneConditions(RenderSettings settings, IReadOnlyList<PlannedFrame> frames, FaceEncoders encoders, ActingFace portrait, DriverFaces? driver, bool still)
    {
        (_settings, _frames, _encoders, _portrait, _driver, _still) = (settings, frames, encoders, portrait, driver, still);
        if (settings.Control == ControlKind.Blendshapes) _portraitCrops = new FacePartCrops(ClipCrop.Side, [portrait.Reading.Parts]);
    }

    public int Count => _frames.Count;

    /// <summary>Whoever acts where no picture of the driver shows it. A driving picture shows no face at rest, so there it is the portrait.</summary>
    private ActingFace Actor => _driver is null || _still ? _portrait : _driver.Neutral;

    private FacePartCrops? ActorCrops => _driver is null || _still ? _portraitCrops : _driver.PartCrops;

    /// <summary>Reads portrait and driver.</summary>
    public static async Task<SceneConditions> ReadAsync(RenderScene scene, IReadOnlyList<PlannedFrame> frames, RenderSettings settings, FaceFrontEnd frontEnd, FaceEncoders encoders, Action<RenderProgress> progress, CancellationToken token)
    {
        progress(new RenderProgress(RenderStage.Faces, 0, 1));
        var portrait = ReadPortrait(scene, frontEnd);
        try
        {
            if (scene.Driver is not { } driver) return new SceneConditions(settings, frames, encoders, portrait, null, still: false);
            var used = frames.Concat(Unedited(scene, frames, settings)).Select(f => f.DriverFrame!.Value).ToHashSet();
            var shown = frames.Where(f => f.SameFace).Select(f => f.DriverFrame!.Value).ToHashSet();
            var faces = await DriverFaces.ReadAsync(driver, used, shown, settings.Control, frontEnd, encoders, (done, of) => progress(new RenderProgress(RenderStage.Faces, done, of)), token);
            return new SceneConditions(settings, frames, encoders, portrait, faces, driver.IsStill);
        }
        catch
        {
            portrait.Dispose();
            throw;
        }
    }

    /// <summary>The portrait's crop at a size, as the encoder reads it: [3, side, side] in -1..1.</summary>
    public float[] Portrait(int side)
    {
        if (side == ClipCrop.Side) return Latents.FromFrame(_portrait.Picture);
        using var small = new Frame(side, side);
        AffineWarp.Resize(_portrait.Picture, small);
        return Latents.FromFrame(small);
    }

    /// <summary>The portrait's own pose and expression, which v5c's reference network sees.</summary>
    public FrameCondition PortraitCondition(CancellationToken token) => _settings.Control == ControlKind.Emotion
        ? new FrameCondition(Square(_portrait.Reading.Pose), _encoders.Code(_portrait.Picture, _portrait.Reading.Expression, token))
        : new FrameCondition(Square(_portrait.Reading.Pose), null, _portrait.Reading.Blendshapes, _encoders.Parts(_portrait.Picture, _portraitCrops!, _portrait.Reading.Parts, token));

    /// <summary>Of every frame, in order.</summary>
    public async IAsyncEnumerable<FrameCondition> AllAsync([EnumeratorCancellation] CancellationToken token)
    {
        await Task.CompletedTask;
        foreach (var frame in _frames)
        {
            var square = Square(CameraPose.Drive(_portrait.Reading.Pose, PoseOf(frame), PoseOf(_frames[0]), _settings.TranslationRatio));
            yield return Face(frame, square, token);
        }
    }

    public void Dispose()
    {
        _portrait.Dispose();
        _driver?.Dispose();
    }

    // The driver's crop is of all frames that are read: with those of the unedited film among them, edits move no crop of an unedited frame.
    private static IReadOnlyList<PlannedFrame> Unedited(RenderScene scene, IReadOnlyList<PlannedFrame> frames, RenderSettings settings) => frames.Count > 1 && scene.Driver is { Pictures: not null, IsStill: false } driver
        ? PlannedFrame.Film(scene with { Motion = driver.Captured, Driver = driver with { Pictures = null, PingPong = false } }, HelloMemeEngine.RateOf(scene.Motion, settings))
        : [];

    private static ActingFace ReadPortrait(RenderScene scene, FaceFrontEnd frontEnd)
    {
        frontEnd.Reset();
        var located = frontEnd.Locate(scene.Portrait, scene.Face.Neutral) ?? throw new UserFaultException("no-face", "The official face models see no face in the portrait: choose another photo, or remove those models to use the built-in analysis.");
        return ActingFace.Cut(scene.Portrait, ClipCrop.Around([located.Bounds], scene.Portrait.Width, scene.Portrait.Height), located, frontEnd);
    }

    private FrameCondition Face(PlannedFrame frame, float[] square, CancellationToken token)
    {
        if (frame is { SameFace: true, DriverFrame: { } index })
        {
            var seen = _driver![index];
            return new FrameCondition(square, seen.Code, seen.Code is null ? seen.Blendshapes : null, seen.FaceParts);
        }

        var drawn = Actor.Redraw(frame.Motion);
        return _settings.Control == ControlKind.Emotion
            ? new FrameCondition(square, _encoders.Code(drawn, Actor.Reading.Expression, token))
            : new FrameCondition(square, null, ArkitOrder.FromChannels(frame.Motion.Blendshapes), _encoders.Parts(drawn, ActorCrops!, Actor.Reading.Parts, token));
    }

    private CameraPose PoseOf(PlannedFrame frame)
    {
        if (_driver is null || _settings.PoseBase == PoseBase.Portrait) return MovedPose.Of(_portrait.Reading.Pose, frame.Motion);
        if (frame.SamePose) return _driver[frame.DriverFrame!.Value].Pose;
        var rest = _driver.Neutral.Reading.Pose;
        return MovedPose.Of(_still ? rest with { Rotation = default } : rest, frame.Motion); // a picture's turn counts from a frontal head
    }

    private float[] Square(CameraPose pose)
    {
        var latents = _settings.Side / PoseCondition.Reduction;
        var square = new float[3 * latents * latents];
        using var picture = new Frame(PoseCondition.Side, PoseCondition.Side);
        PoseCondition.Write(pose, picture, PoseCondition.Side / latents, square);
        return square;
    }
}
