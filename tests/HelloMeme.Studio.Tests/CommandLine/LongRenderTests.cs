using System.Text.Json;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>Renders that are expected to take over 30 minutes are asked about. What is expected comes from the step times measured on this device, which are made
/// slow here: three steps of a picture at 700 s each are 35 minutes.</summary>
public sealed class LongRenderTests(SampleFiles files, TestModels models) : IClassFixture<SampleFiles>, IClassFixture<TestModels>
{
    private const string Question = "Make it all the same?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nobody_can_answer_it_is_refused_with_what_would_help()
    {
        await ExpectStepsOfAsync(700);
        var refused = await RenderAsync("refused.png", answers: null);
        Assert.Equal(1, refused.ExitCode);
        Assert.Matches(@"This render would take about 35 min and \d+\.\d GB of memory: add --yes to make it all the same, --quick for a quicker one of lower quality, or --engine draft\.\s*$", refused.Error);
        Assert.DoesNotContain(Question, refused.Error, StringComparison.Ordinal);
        NothingWasWritten(refused, "refused.png");
    }

    [Fact]
    public async Task With_yes_it_goes_on_without_a_question()
    {
        await ExpectStepsOfAsync(700);
        var made = await RenderAsync("yes.png", answers: null, "--yes");
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Matches(@"Expected: about 35 min and \d+\.\d GB of memory\.", made.Error);
        Assert.DoesNotContain(Question, made.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(files.In("yes.png")));
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData(" Yes\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    public async Task At_a_terminal_it_asks_and_takes_only_a_yes_for_one(string answer, bool goesOn)
    {
        await ExpectStepsOfAsync(700);
        var result = await RenderAsync("asked.png", answer);
        Assert.Contains(Question, result.Error, StringComparison.Ordinal);
        Assert.Equal(goesOn ? 0 : 1, result.ExitCode);
        if (!goesOn) NothingWasWritten(result, "asked.png");
        Assert.Equal(goesOn, File.Exists(files.In("asked.png")));
        File.Delete(files.In("asked.png"));
    }

    [Fact]
    public async Task Thirty_minutes_are_not_yet_long_and_quick_may_make_them_of_more()
    {
        await ExpectStepsOfAsync(600);
        var half = await RenderAsync("half.png", answers: null);
        Assert.True(half.ExitCode == 0, half.Error);
        Assert.Contains("Expected: about 30 min", half.Error, StringComparison.Ordinal);

        await ExpectStepsOfAsync(200);
        var long25 = await RenderAsync("slow.png", answers: null, "--steps", "25");
        Assert.Equal(1, long25.ExitCode);
        Assert.Contains("about 84 min", long25.Error, StringComparison.Ordinal);
        NothingWasWritten(long25, "slow.png");
        var quick = await RenderAsync("slow.png", answers: null, "--steps", "25", "--quick");
        Assert.True(quick.ExitCode == 0, quick.Error);
        Assert.Contains("Expected: about 27 min", quick.Error, StringComparison.Ordinal); // 8 steps
    }

    /// <summary>Makes a short render, so that the device is measured, and puts other seconds for a step into what was measured.</summary>
    private async Task ExpectStepsOfAsync(double seconds)
    {
        if (!File.Exists(models.StepTimes))
        {
            var measured = await RenderAsync("measured.png", answers: null);
            Assert.True(measured.ExitCode == 0, measured.Error);
        }

        var times = JsonSerializer.Deserialize<Dictionary<string, StepTime>>(await File.ReadAllTextAsync(models.StepTimes, Token))!;
        await File.WriteAllTextAsync(models.StepTimes, JsonSerializer.Serialize(times.ToDictionary(t => t.Key, _ => new StepTime(seconds, 0))), Token);
    }

    private Task<CommandResult> RenderAsync(string name, string? answers, params string[] more) => CommandInProcess.RunAsync(
        ["render", "--portrait", files.Portrait("mira", 512), "--engine", "hellomeme", "--motion", "wink", "--size", "128", "--guidance", "1", .. more.Contains("--steps") ? more : ["--steps", "3", .. more], "--out", files.In(name)],
        models.Path, Token, answers);

    private void NothingWasWritten(CommandResult result, string name)
    {
        Assert.Equal("", result.Output);
        Assert.DoesNotContain(Directory.GetFiles(files.Folder), file => Path.GetFileName(file).StartsWith(Path.GetFileNameWithoutExtension(name), StringComparison.Ordinal));
    }
}
