using System.Numerics;
using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Conditions;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;

/// <summary>Whole renders in which the official face networks look at faces: stand-ins of their signature, over the test checkpoint.</summary>
public sealed class OfficialFacesTests(EngineBench bench) : IClassFixture<EngineBench>, IDisposable
{
    private const int FaceParts = 3 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RenderSettings Blendshapes { get; } = EngineBench.Small with { Control = ControlKind.Blendshapes };

    [Fact]
    public async Task A_film_is_drawn_from_what_they_see_in_portrait_and_driver()
    {
        var driver = EngineBench.Driver(3);
        var scene = bench.Scene(driver.Captured, driver);
        Assert.Equal(FaceFrontEndKind.BuiltIn, bench.Engine.FrontEnd);
        var builtIn = await FilmAsync(scene, EngineBench.Small);

        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        Assert.Equal(FaceFrontEndKind.Official, bench.Engine.FrontEnd);
        var looks = new List<int>();
        var official = await FilmAsync(scene, EngineBench.Small, p =>
        {
            if (p.Stage == RenderStage.Faces) looks.Add(p.Step);
        });
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], looks); // three frames, located and then read
        Assert.Equal(3, official.Count);
        Assert.All(official.Zip(builtIn), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(official, await FilmAsync(scene, EngineBench.Small));
    }

    [Fact]
    public async Task Poses_and_codes_are_those_of_the_face_they_found()
    {
        var driver = EngineBench.Driver(3);
        var scene = bench.Scene(driver.Captured, driver);
        var builtIn = await ConditionsAsync(scene, EngineBench.Small);
        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        var told = await ConditionsAsync(scene, EngineBench.Small);

        using var frontEnd = FaceFrontEnd.Open(bench.Folders.FaceModels, TestSessions.Settings);
        var located = frontEnd.Locate(bench.Portrait, bench.Face.Neutral)!;
        // The detector's cell (2, 4) of stride 32: a box of 128 about (64, 128) in an input of 160 x 272, which shows 384 pixels in 160.
        Assert.InRange(Vector2.Distance(new Vector2(153.6f, 172.8f), located.Bounds.Center), 0, 1);
        Assert.InRange(Vector2.Distance(new Vector2(307.2f), located.Bounds.Size), 0, 1.5f);

        var portrait = Read(frontEnd, bench.Portrait, ClipCrop.Around([located.Bounds], 384, 384), located);
        var i = 0;
        await foreach (var frame in driver.Read(Token))
        {
            using (frame)
            {
                frontEnd.Reset();
                var face = frontEnd.Locate(frame, driver.Face.Frames[i])!;
                var reading = Read(frontEnd, frame, ClipCrop.Around([face.Bounds], 384, 384), face);
                Assert.InRange(reading.Pose.Rotation.X, 0.7f * TinyFaceNetworks.MarkedAngle, TinyFaceNetworks.MarkedAngle); // as bright as its picture
                Assert.Equal(Square(new CameraPose(reading.Pose.Rotation, portrait.Pose.Translation)), told[i].Pose);
                Assert.NotEqual(builtIn[i].Pose, told[i].Pose);
                Assert.NotEqual(builtIn[i].Code, told[i].Code);
            }

            i++;
        }

        Assert.Equal(3, i);
    }

    [Fact]
    public async Task A_frame_in_which_they_see_no_face_takes_the_place_of_the_last_one()
    {
        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        var driver = EngineBench.Driver(4);
        var dark = driver with { Read = token => DarkenedAsync(driver, i => i is 0 or 2, token) };
        var told = await ConditionsAsync(bench.Scene(driver.Captured, dark), EngineBench.Small);
        Assert.Equal(4, told.Count);
        Assert.Equal(told[0].Code, told[2].Code); // both black, cut out at the same place
        Assert.NotEqual(told[0].Code, told[1].Code);

        var nothing = driver with { Read = token => DarkenedAsync(driver, _ => true, token) };
        Assert.Equal("no-face-in-clip", (await Assert.ThrowsAsync<UserFaultException>(() => FilmAsync(bench.Scene(driver.Captured, nothing), EngineBench.Small))).Code);
    }

    [Fact]
    public async Task Control_by_blendshapes_is_told_their_51_numbers_and_pictures_of_eyes_and_mouth()
    {
        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        var driver = EngineBench.Driver(3);
        var frames = Enumerable.Range(0, 3).Select(i => driver.Captured.Evaluate(i)).ToArray();
        frames[1] = frames[1].With(("jawOpen", 0.9f));
        var scene = bench.Scene(MotionTrack.FromSamples(8, frames, null), driver);
        var told = await ConditionsAsync(scene, Blendshapes);
        Assert.All(told, t => Assert.Null(t.Code));
        Assert.All(told, t => Assert.Equal((ArkitOrder.Count, FaceParts), (t.Blendshapes!.Length, t.FaceParts!.Length)));
        foreach (var i in (int[])[0, 2])
        {
            Assert.InRange(told[i].Blendshapes![0], 0.5f, 1);                          // how blue the driver is, from their network
            Assert.All(told[i].Blendshapes!, b => Assert.Equal(told[i].Blendshapes![0], b));
        }

        Assert.Equal(ArkitOrder.FromChannels(frames[1].Blendshapes), told[1].Blendshapes); // edited: the curves
        Assert.NotEqual(told[0].FaceParts, told[1].FaceParts);
        Assert.All(told[0].FaceParts!.Chunk(1024), part => Assert.True(part.Max() - part.Min() > 0.1));

        var film = await FilmAsync(scene, Blendshapes);
        Assert.Equal(3, film.Count);
        Assert.All(film.Zip(await FilmAsync(scene, EngineBench.Small)), pair => Assert.NotEqual(pair.First, pair.Second));
        using var picture = await bench.Engine.RenderPictureAsync(bench.Scene(scene.Motion), 1, Blendshapes with { Version = "v5c", GuidanceScale = 1.5f }, _ => { }, null, null, Token);
        Assert.Equal(128, picture.Width);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Control_by_blendshapes_without_the_file_that_reads_them_is_refused(bool others)
    {
        if (others) TinyFaceNetworks.Write(bench.Folders.FaceModels, blendshapes: false);
        var fault = await FaultAsync(Blendshapes);
        Assert.Equal("control-needs-face-models", fault.Code);
        Assert.Contains(OfficialFaceFiles.Blendshapes, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OfficialFaceFiles.Detector)]
    [InlineData(OfficialFaceFiles.Landmarks)]
    [InlineData(OfficialFaceFiles.HeadPose)]
    public async Task A_part_of_the_set_is_refused_by_name_and_never_replaced(string file)
    {
        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        File.Delete(Path.Combine(bench.Folders.FaceModels, file));
        var fault = await FaultAsync(EngineBench.Small);
        Assert.Equal("face-models-incomplete", fault.Code);
        Assert.Contains($"{file} is missing in models/checkpoints/hello_group_facemodel", fault.Message, StringComparison.Ordinal);
        Assert.Equal(fault.Message, bench.Engine.FrontEndFault!.Message);
        Assert.DoesNotContain(bench.Folders.Checkpoints, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OfficialFaceFiles.Detector)]
    [InlineData(OfficialFaceFiles.Landmarks)]
    [InlineData(OfficialFaceFiles.HeadPose)]
    [InlineData(OfficialFaceFiles.Blendshapes)]
    public async Task A_wrong_file_is_refused_by_name(string file)
    {
        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        var path = Path.Combine(bench.Folders.FaceModels, file);
        var other = file == OfficialFaceFiles.Landmarks ? OfficialFaceFiles.Detector : OfficialFaceFiles.Landmarks;
        File.Copy(Path.Combine(bench.Folders.FaceModels, other), path, overwrite: true);
        Assert.Equal(("face-model-foreign", true), Named(await FaultAsync(EngineBench.Small)));
        await File.WriteAllTextAsync(path, "no network at all", Token);
        Assert.Equal(("face-model-foreign", true), Named(await FaultAsync(EngineBench.Small)));

        (string, bool) Named(UserFaultException fault) => (fault.Code, fault.Message.StartsWith(file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_portrait_in_which_they_see_no_face_is_refused()
    {
        TinyFaceNetworks.Write(bench.Folders.FaceModels, sees: false);
        Assert.Equal("no-face", (await FaultAsync(EngineBench.Small)).Code);
    }

    public void Dispose()
    {
        if (Directory.Exists(bench.Folders.FaceModels)) Directory.Delete(bench.Folders.FaceModels, recursive: true);
    }

    private Task<List<byte[]>> FilmAsync(RenderScene scene, RenderSettings settings, Action<RenderProgress>? progress = null) =>
        EngineBench.PixelsAsync(bench.Engine.RenderFilmAsync(scene, settings, progress ?? (_ => { }), null, null, Token));

    private Task<UserFaultException> FaultAsync(RenderSettings settings) =>
        Assert.ThrowsAsync<UserFaultException>(() => bench.Engine.RenderPictureAsync(bench.Scene(Presets.Find("wink")!.Track), 0, settings, _ => { }, null, null, Token));

    private async Task<List<FrameCondition>> ConditionsAsync(RenderScene scene, RenderSettings settings)
    {
        using var networks = EngineNetworks.Open(bench.Folders, settings, film: true, TestSessions.Settings, Token);
        using var store = new ModelStore(bench.Folders.Onnx, TestSessions.Settings);
        using var pool = new SessionPool(store, 1L << 30);
        var device = new DeviceNetworks(pool, store.Device, TestSessions.Settings, networks.Weights.Identity, SessionMode.Shared);
        using var frontEnd = FaceFrontEnd.Open(bench.Folders.FaceModels, TestSessions.Settings);
        using var conditions = await SceneConditions.ReadAsync(scene, PlannedFrame.Film(scene, 8), settings, frontEnd, new FaceEncoders(networks, device), _ => { }, Token);
        var told = new List<FrameCondition>();
        await foreach (var condition in conditions.AllAsync(Token)) told.Add(condition);
        return told;
    }

    private static FaceReading Read(FaceFrontEnd frontEnd, Frame frame, ClipCrop crop, LocatedFace face)
    {
        using var picture = new Frame(ClipCrop.Side, ClipCrop.Side);
        crop.Cut(frame, picture);
        return frontEnd.Read(picture, crop, face);
    }

    private static float[] Square(CameraPose pose)
    {
        const int latents = 16;
        var square = new float[3 * latents * latents];
        using var picture = new Frame(PoseCondition.Side, PoseCondition.Side);
        PoseCondition.Write(pose, picture, PoseCondition.Side / latents, square);
        return square;
    }

    private static async IAsyncEnumerable<Frame> DarkenedAsync(DrivingFace driver, Func<int, bool> dark, [EnumeratorCancellation] CancellationToken token)
    {
        var index = 0;
        await foreach (var frame in driver.Read(token))
        {
            if (dark(index++)) frame.Pixels.Clear();
            yield return frame;
        }
    }
}
