using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

/// <summary>The real networks against what MediaPipe itself found in the fixture photos.</summary>
public sealed class FaceNetworksTests(FaceNetworks networks, ITestOutputHelper output) : IClassFixture<FaceNetworks>
{
    private static readonly string[] Photos = ["majicmix1", "chillout", "cg1"];

    [Fact]
    public void Landmarks_of_the_photos_agree_with_MediaPipe()
    {
        var errors = new List<float>();
        foreach (var name in Photos)
        {
            using var frame = Photo(name);
            var face = Assert.Single(networks.Detector.Detect(frame));
            var result = networks.Landmarks.DetectStill(frame, face);
            Assert.True(result.Presence > 0.9f);
            var expected = Fixtures.PhotoLandmarks(name, frame.Width, frame.Height);
            var own = Enumerable.Range(0, FaceLandmarks.Count).Select(i => FlatDistance(expected[i], result.Landmarks[i]) / expected.OuterEyeDistance).Order().ToArray();
            output.WriteLine($"{name}: median {100 * own[own.Length / 2]:0.00} %, p95 {100 * own[own.Length * 95 / 100]:0.00} %");
            errors.AddRange(own);
            Assert.InRange(MedianDepthError(expected, result.Landmarks), 0, 0.025f);
        }

        errors.Sort();
        Assert.InRange(errors[errors.Count / 2], 0, 0.015f);
        Assert.InRange(errors[errors.Count * 95 / 100], 0, 0.04f);
    }

    [Fact]
    public void Person_masks_agree_with_MediaPipe()
    {
        foreach (var name in Photos)
        {
            using var frame = Photo(name);
            using var expected = FrameCodec.Decode(File.ReadAllBytes(Fixtures.Landmarks(name + ".person-mask.png")));
            var mask = networks.Segmenter.Segment(frame);
            int both = 0, either = 0;
            for (var i = 0; i < mask.Coverage.Length; i++)
            {
                bool ours = mask.Coverage[i] > 127, theirs = expected.Pixels[3 * i] > 127;
                both += ours && theirs ? 1 : 0;
                either += ours || theirs ? 1 : 0;
            }

            Assert.InRange((float)both / either, 0.98f, 1);
        }
    }

    [Theory]
    [InlineData(512, 512, 256, 90)]     // full range, whole picture
    [InlineData(3000, 2000, 2400, 110)] // tiles
    [InlineData(900, 4000, 500, 100)]
    public void Small_faces_are_found_in_big_pictures(int width, int height, int left, int faceSide)
    {
        using var photo = Photo("chillout");
        var scale = faceSide / 242f;
        using var frame = new Frame(width, height);
        frame.Pixels.Fill(128);
        var (photoSide, top) = ((int)(512 * scale), height * 2 / 3 - 40);
        var planes = new float[3 * photoSide * photoSide];
        PlaneSampler.Sample(photo, SampleGrid.Stretch(photo, photoSide), 1, 0, clamp: true, planes);
        for (var y = 0; y < photoSide && top + y < height; y++)
            for (var x = 0; x < photoSide && left + x < width; x++)
                for (var c = 0; c < 3; c++) frame.Row(top + y)[3 * (left + x) + c] = (byte)planes[(c * photoSide + y) * photoSide + x];

        var face = Assert.Single(networks.Detector.Detect(frame));
        Assert.InRange(face.Box.Width, 0.8f * faceSide, 1.2f * faceSide);
        var points = networks.Landmarks.Detect(frame, face);
        Assert.True(points.Presence > 0.9f);
        var nose = new Vector2(points.Landmarks[1].X, points.Landmarks[1].Y);
        Assert.InRange(Vector2.Distance(new Vector2(left, top) + new Vector2(165, 313) * scale, nose), 0, 0.1f * faceSide);
    }

    [Fact]
    public void A_shift_of_the_crop_hardly_moves_the_face()
    {
        using var frame = Photo("majicmix1");
        var settled = networks.Landmarks.Detect(frame, networks.Detector.Detect(frame)[0]).Landmarks;
        var crop = FaceCrop.FromLandmarks(settled);
        var moved = networks.Landmarks.Detect(frame, crop with { Center = crop.Center + new Vector2(0.02f * crop.Side, 0), Angle = crop.Angle + 0.03f }).Landmarks;
        var mean = Enumerable.Range(0, FaceLandmarks.Count).Average(i => FlatDistance(settled[i], moved[i]));
        Assert.InRange(mean / settled.OuterEyeDistance, 0, 0.03f);
    }

    [Fact]
    public void Same_picture_same_points_whatever_was_seen_before()
    {
        using var frame = Photo("cg1");
        using var other = Photo("chillout");
        var face = networks.Detector.Detect(frame)[0];
        var first = networks.Landmarks.Detect(frame, face).Landmarks;
        networks.Landmarks.Detect(other, networks.Detector.Detect(other)[0]);
        Assert.True(first.Points.SequenceEqual(networks.Landmarks.Detect(frame, face).Landmarks.Points));
    }

    [Fact]
    public void Same_numbers_whatever_the_thread_count()
    {
        using var frame = new Frame(200, 160);
        new Random(5).NextBytes(frame.Pixels);
        using var folder = new ScratchFolder();
        var threaded = FaceModels.Open(NodeModules.Folder, folder.Path, new SessionSettings(Threads: 3));
        using var landmarks = new LandmarkDetector(threaded);
        using var segmenter = new PersonSegmenter(threaded);
        var crop = new FaceCrop(new Vector2(100, 80), 150, 0.2f);
        Assert.True(networks.Landmarks.Detect(frame, crop).Landmarks.Points.SequenceEqual(landmarks.Detect(frame, crop).Landmarks.Points));
        Assert.True(networks.Segmenter.Segment(frame).Coverage.AsSpan().SequenceEqual(segmenter.Segment(frame).Coverage));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(640, 360)]
    [InlineData(1800, 1100)]
    [InlineData(1, 1)]
    public void A_picture_without_a_face_has_none(int width, int height)
    {
        using var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < 3 * width; x++) frame.Row(y)[x] = (byte)((x / 30 + y / 12) % 2 * 90 + x % 3 * 20 + y * 60 / height);
        Assert.Empty(networks.Detector.Detect(frame));
        var crop = new FaceCrop(new Vector2(width, height) / 2, height, 0);
        Assert.InRange(networks.Landmarks.Detect(frame, crop).Presence, 0, 0.5f);
        Assert.Equal(256 * 256, networks.Segmenter.Segment(frame).Coverage.Length);
    }

    private static Frame Photo(string name) => FrameCodec.Decode(File.ReadAllBytes(Fixtures.Media(name + ".jpg")));

    private static float MedianDepthError(FaceLandmarks expected, FaceLandmarks found)
    {
        var errors = Enumerable.Range(0, FaceLandmarks.Count).Select(i => Math.Abs(expected[i].Z - found[i].Z)).Order().ToArray();
        return errors[errors.Length / 2] / expected.OuterEyeDistance;
    }

    private static float FlatDistance(Vector3 a, Vector3 b) => Vector2.Distance(new Vector2(a.X, a.Y), new Vector2(b.X, b.Y));
}
