using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;

public sealed class FaceFrontEndTests
{
    private static readonly SessionSettings OneThread = new(Threads: 1);

    [Fact]
    public void Without_the_official_files_the_built_in_analysis_works_and_says_so()
    {
        using var scratch = new ScratchFolder();
        using var frontEnd = FaceFrontEnd.Open(scratch.Path, OneThread);
        Assert.Equal(FaceFrontEndKind.BuiltIn, frontEnd.Kind);
        using var frame = new Frame(1024, 1024);
        using var picture = new Frame(512, 512);
        var located = frontEnd.Locate(frame, Observed)!;
        Assert.Null(located.Points);
        var crop = ClipCrop.Around([located.Bounds], 1024, 1024);
        var reading = frontEnd.Read(picture, crop, located);
        Assert.Equal(MeshReading.Read(crop, Observed).Pose, reading.Pose);
        Assert.Equal(5, reading.Expression.Length);
    }

    [Fact]
    public void A_part_of_the_official_files_is_refused()
    {
        using var scratch = new ScratchFolder();
        TinyFaceNetworks.Write(scratch.Path);
        File.Delete(Path.Combine(scratch.Path, OfficialFaceFiles.Landmarks));
        var fault = Assert.Throws<UserFaultException>(() => FaceFrontEnd.Open(scratch.Path, OneThread));
        Assert.Equal("face-models-incomplete", fault.Code);
        Assert.Contains(OfficialFaceFiles.Landmarks, fault.Message);
    }

    [Fact]
    public void A_foreign_network_is_refused()
    {
        using var scratch = new ScratchFolder();
        TinyFaceNetworks.Write(scratch.Path);
        File.Copy(Path.Combine(scratch.Path, OfficialFaceFiles.HeadPose), Path.Combine(scratch.Path, OfficialFaceFiles.Detector), overwrite: true);
        Assert.Equal("face-model-foreign", Assert.Throws<UserFaultException>(() => FaceFrontEnd.Open(scratch.Path, OneThread)).Code);
        File.WriteAllText(Path.Combine(scratch.Path, OfficialFaceFiles.Detector), "no network at all");
        Assert.Equal("face-model-foreign", Assert.Throws<UserFaultException>(() => FaceFrontEnd.Open(scratch.Path, OneThread)).Code);
    }

    [Fact]
    public void The_official_networks_find_a_face_follow_it_and_read_its_pose()
    {
        using var scratch = new ScratchFolder();
        TinyFaceNetworks.Write(scratch.Path);
        using var frontEnd = FaceFrontEnd.Open(scratch.Path, OneThread);
        Assert.Equal(FaceFrontEndKind.Official, frontEnd.Kind);

        // The detector's cell (2, 4) of stride 32: a box of 128 about (64, 128) in an input of 160 x 272, twice as large and moved in a picture of 320 x 544.
        using var frame = Red(320, 544);
        LocatedFace? located = null;
        for (var i = 0; i < 3; i++)
        {
            located = frontEnd.Locate(frame, Observed);
            Assert.Equal(OfficialPoints.Count, located!.Points!.Length);
            // The layout fills its crop but for the margin, so points fill the box.
            Assert.InRange(Vector2.Distance(new Vector2(128, 256), located.Bounds.Center), 0, 0.5f);
            Assert.InRange(Vector2.Distance(new Vector2(256, 256), located.Bounds.Size), 0, 0.5f);
        }

        var crop = ClipCrop.Around([located!.Bounds], 320, 544);
        using var picture = new Frame(512, 512);
        crop.Cut(frame, picture);
        var reading = frontEnd.Read(picture, crop, located);

        // Pose sees red first, blendshapes see blue first (a red picture has none).
        Assert.Equal(TinyFaceNetworks.MarkedAngle, reading.Pose.Rotation.X, 1e-3f);
        Assert.Equal(ArkitOrder.Count, reading.Blendshapes!.Length);
        Assert.All(reading.Blendshapes, b => Assert.Equal(0, b, 1e-3f));
        var scale = 224 / (256.0 * 512 / (crop.Right - crop.Left)) * 0.65;
        Assert.Equal(-5 * scale, reading.Pose.Translation.Z, 0.01);
        Assert.Equal(crop.Map(located.Points![182]), reading.Expression[0]);
    }

    [Fact]
    public void Without_the_blendshape_file_there_are_no_blendshapes()
    {
        using var scratch = new ScratchFolder();
        TinyFaceNetworks.Write(scratch.Path, blendshapes: false);
        using var frontEnd = FaceFrontEnd.Open(scratch.Path, OneThread);
        using var frame = Red(320, 544);
        var located = frontEnd.Locate(frame, Observed)!;
        using var picture = Red(512, 512);
        Assert.Null(frontEnd.Read(picture, ClipCrop.Around([located.Bounds], 320, 544), located).Blendshapes);
    }

    [Fact]
    public void Too_small_a_face_is_no_face()
    {
        using var scratch = new ScratchFolder();
        TinyFaceNetworks.Write(scratch.Path);
        using var frontEnd = FaceFrontEnd.Open(scratch.Path, OneThread);
        using var frame = Red(80, 136);
        Assert.Null(frontEnd.Locate(frame, Observed));
    }

    private static FaceObservation Observed { get; } = Observe(SamplePortraits.Landmarks(SamplePortraits.All[0].Name));

    private static FaceObservation Observe(FaceLandmarks face) =>
        new(default, face, 1, Held: false, HeadPoseEstimator.Absolute(face), HeadPose.Identity, new float[Channels.BlendshapeCount], default);

    private static Frame Red(int width, int height)
    {
        var frame = new Frame(width, height);
        for (var i = 0; i < frame.ByteCount; i++) frame.Pixels[i] = (byte)(i % 3 == 0 ? 255 : 0);
        return frame;
    }
}
