using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Tests.Support;

/// <summary>An engine over the test checkpoint in a folder of its own, a drawn portrait, and a drawn driver.</summary>
public sealed class EngineBench : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly List<IDisposable> _owned = [];

    public EngineBench()
    {
        Folders = new EngineFolders(Path.Combine(_folder.Path, "checkpoints"), Path.Combine(_folder.Path, "onnx"));
        TestCheckpoint.Write(Folders.Checkpoints);
        Engine = NewEngine();
        Portrait = Own(SamplePortraits.Draw("mira", 384));
        Face = TrackOf("mira", 384);
    }

    public EngineFolders Folders { get; }

    public HelloMemeEngine Engine { get; }

    public Frame Portrait { get; }

    public FaceTrack Face { get; }

    /// <summary>Few steps at the smallest size.</summary>
    public static RenderSettings Small { get; } = new() { Side = 128, NumInferenceSteps = 2, GuidanceScale = 1, Seed = 7 };

    public HelloMemeEngine NewEngine() => Own(new HelloMemeEngine(Folders, new ConvertedWeights(Folders.Onnx), TestSessions.Settings, 1L << 31));

    public RenderScene Scene(MotionTrack motion, DrivingFace? driver = null) => new(Portrait, Face, motion) { Driver = driver };

    /// <summary>A clip of a drawn face that opens its jaw, and the motion captured from it: landmarks are those of the face at rest.</summary>
    public static DrivingFace Driver(int frames)
    {
        var still = TrackOf("theo", 384);
        var motion = Enumerable.Range(0, frames).Select(i => MotionFrame.Rest.With(("jawOpen", 0.6f * i / Math.Max(1, frames - 1)))).ToArray();
        var face = still with { Rate = 8, Frames = [.. Enumerable.Repeat(still.Neutral, frames)] };
        return new DrivingFace(face, MotionTrack.FromSamples(8, motion, null), _ => Frames(motion));
    }

    public static async Task<List<byte[]>> PixelsAsync(IAsyncEnumerable<Frame> frames)
    {
        var all = new List<byte[]>();
        await foreach (var frame in frames)
        {
            using (frame) all.Add(frame.Pixels.ToArray());
        }

        return all;
    }

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
        _folder.Dispose();
    }

    private static FaceTrack TrackOf(string name, int size)
    {
        var landmarks = SamplePortraits.Landmarks(name, size);
        var x = landmarks.Mesh.ToArray().Select(p => p.X).ToArray();
        var y = landmarks.Mesh.ToArray().Select(p => p.Y).ToArray();
        var box = System.Drawing.RectangleF.FromLTRB(x.Min(), y.Min(), x.Max(), y.Max());
        return FaceTrack.FromPicture(size, size, new FaceSighting(box, landmarks, 1), null);
    }

    private static async IAsyncEnumerable<Frame> Frames(MotionFrame[] motion)
    {
        using var picture = SamplePortraits.Draw("theo", 384);
        using var renderer = new DraftRenderer(picture, SamplePortraits.Landmarks("theo", 384), mask: null);
        foreach (var frame in motion)
        {
            var drawn = renderer.NewFrame();
            renderer.Render(frame, drawn);
            yield return drawn;
            await Task.Yield();
        }
    }

    private T Own<T>(T made)
        where T : IDisposable
    {
        _owned.Insert(0, made);
        return made;
    }
}
