namespace HelloMeme.Studio.About;

/// <summary>Ready; Absent = optional and not here; Broken = needed, the detail says how to mend it.</summary>
public enum CheckState { Ready, Absent, Broken }

/// <summary>One line of the About page and of the start-up log.</summary>
public sealed record SystemCheck(string Name, CheckState State, string Detail);
