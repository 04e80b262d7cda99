using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelloMeme.Studio.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Motions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FilmHash",
                table: "Assets",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SoundHash",
                table: "Assets",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Motions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    BlobHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DriverId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Seconds = table.Column<double>(type: "REAL", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Motions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Motions_Assets_DriverId",
                        column: x => x.DriverId,
                        principalTable: "Assets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_Motions_Blobs_BlobHash",
                        column: x => x.BlobHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Motions_BlobHash",
                table: "Motions",
                column: "BlobHash");

            migrationBuilder.CreateIndex(
                name: "IX_Motions_DriverId",
                table: "Motions",
                column: "DriverId");

            migrationBuilder.CreateIndex(
                name: "IX_Motions_Owner_Changed",
                table: "Motions",
                columns: new[] { "Owner", "Changed" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Motions");

            migrationBuilder.DropColumn(
                name: "FilmHash",
                table: "Assets");

            migrationBuilder.DropColumn(
                name: "SoundHash",
                table: "Assets");
        }
    }
}
