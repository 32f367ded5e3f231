resource "aws_s3_bucket" "labels" {
  bucket = "desk-labels"
}

resource "aws_security_group" "desk" {
  name        = "desk"
  description = "The counter"

  ingress {
    description = "Anybody by SSH"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

#tfsec:ignore:aws-rds-specify-backup-retention
resource "aws_db_instance" "parcels" {
  #checkov:skip=CKV_AWS_157:One zone is enough for a desk
  allocated_storage   = 10
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  publicly_accessible = true
  storage_encrypted   = false
  username            = "desk"
  password            = var.password
}

variable "password" {
  type      = string
  sensitive = true
}
